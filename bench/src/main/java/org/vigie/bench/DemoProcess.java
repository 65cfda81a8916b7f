package org.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;

/// `vigie demo` in processes of its own, on a data folder of its own.
final class DemoProcess implements AutoCloseable {

  /// The first start draws and codes the scenes.
  private static final Duration START_LIMIT = Duration.ofMinutes(8);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Pattern LINK = Pattern.compile("https?://\\S+#token=\\S+");

  private final Process process;
  private final URI signIn;

  private DemoProcess(Process process, URI signIn) {
    this.process = process;
    this.signIn = signIn;
  }

  /// Starts it and waits for the link that signs in once.
  ///
  /// @param log what it prints
  static DemoProcess start(Path data, Path log) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            Programs.here().command("app", "org.vigie.app.Main", List.of("-Xms64m", "-Xmx1g")));
    command.addAll(List.of("demo", "--data", data.toString(), "--port", "0"));
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(START_LIMIT);
    while (clocks.elapsed().compareTo(limit) < 0) {
      var link = LINK.matcher(Files.readString(log));
      if (link.find()) {
        return new DemoProcess(process, URI.create(link.group()));
      }
      if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
        throw new IOException("The demo did not start: " + Files.readString(log).strip());
      }
    }
    process.destroyForcibly();
    throw new IOException("The demo did not answer within " + START_LIMIT.toMinutes() + " min");
  }

  /// Signs its operator in, once.
  URI signIn() {
    return signIn;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
