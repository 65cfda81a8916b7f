package org.vigie.tell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What another program prints, line by line, as it comes.
final class Lines implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Lines(Process process) {
    this.process = process;
  }

  /// Starts it, with both of its streams as one.
  static Lines of(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var lines = new Lines(process);
    Thread.ofVirtual().start(lines::read);
    return lines;
  }

  private void read() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // It was ended.
    }
  }

  /// The next line that is wanted; those before it are passed over.
  String next(Predicate<String> wanted) throws InterruptedException {
    var passed = new StringBuilder();
    for (var line = poll(); line != null; line = poll()) {
      if (wanted.test(line)) {
        return line;
      }
      passed.append(line).append('\n');
    }
    throw new AssertionError("it said no such thing, but: " + passed);
  }

  private @Nullable String poll() throws InterruptedException {
    return lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /// For programs that end when their input does, and for all others.
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.destroy();
    process.waitFor();
  }
}
