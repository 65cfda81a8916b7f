package org.vigie.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs of this machine to their end.
final class Tool {

  private Tool() {}

  /// @return what it printed
  /// @throws IOException with what it printed, if it fails, takes too long or is not there
  static String run(Duration atMost, String... command) throws IOException, InterruptedException {
    var output = Files.createTempFile("vigie-bench", ".out");
    try {
      Process process;
      try {
        process =
            new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
      } catch (IOException e) {
        throw new IOException(command[0] + " is not installed or may not be run", e);
      }
      boolean inTime = process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      var said = Files.readString(output, StandardCharsets.UTF_8).strip();
      if (!inTime || process.exitValue() != 0) {
        throw new IOException(String.join(" ", List.of(command)) + " failed: " + said);
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }
}
