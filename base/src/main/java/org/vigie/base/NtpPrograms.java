package org.vigie.base;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Asks, one after the other until one knows, the programs that know how the clock is kept:
/// chrony's, systemd's, and the one that shows what the kernel has been told. As child processes,
/// because reading it oneself takes native code; each may take [#MOST_WAIT] and say [#MOST_BYTES].
final class NtpPrograms implements NtpReader {

  static final Duration MOST_WAIT = Duration.ofSeconds(3);
  static final int MOST_BYTES = 16 * 1024;

  /// @param understands what the program printed; empty if it does not know either
  record Question(List<String> command, Function<String, Optional<NtpState>> understands) {}

  static final List<Question> USUAL =
      List.of(
          new Question(List.of("chronyc", "-c", "tracking"), NtpAnswers::chrony),
          new Question(
              List.of("timedatectl", "show", "--property=NTPSynchronized", "--property=NTP"),
              NtpAnswers::systemd),
          new Question(List.of("adjtimex", "--print"), NtpAnswers::kernel));

  private final List<Question> questions;

  NtpPrograms(List<Question> questions) {
    this.questions = List.copyOf(questions);
  }

  @Override
  public NtpState read() {
    for (var question : questions) {
      var state = ask(question.command()).flatMap(question.understands());
      if (state.isPresent()) {
        return state.get();
      }
    }
    return NtpState.NOBODY_SAYS;
  }

  /// What a program prints; empty if it is not there, fails or takes too long.
  private static Optional<String> ask(List<String> command) {
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("LC_ALL", "C");
      var process = builder.start();
      try {
        process.getOutputStream().close();
        var output =
            CompletableFuture.supplyAsync(() -> output(process))
                // What a program started in its turn may hold the pipe open.
                .completeOnTimeout("", MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!process.waitFor(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
            || process.exitValue() != 0) {
          return Optional.empty();
        }
        return Optional.of(output.join());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String output(Process process) {
    try {
      var bytes = process.getInputStream().readNBytes(MOST_BYTES);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
