package org.vigie.tell;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Other people's SMTP server (Debian's python3-aiosmtpd), which takes what it is sent and says
/// what
/// it was.
final class MailSink implements AutoCloseable {

  private static final String PYTHON = "/usr/bin/python3";

  private final Lines lines;
  private final int port;

  /// @param port 0 takes a free one
  /// @param tls `none`, `starttls` or `direct`
  /// @param auth `user:password`; empty where it asks for none
  private MailSink(Path folder, int port, String tls, TestKeys keys, String auth) throws Exception {
    var script = folder.resolve("sink.py");
    try (InputStream in = MailSink.class.getResourceAsStream("sink.py")) {
      Files.write(script, Objects.requireNonNull(in, "sink.py").readAllBytes());
    }
    var words = new ArrayList<>(List.of(PYTHON, "-u", script.toString(), port + "", tls));
    words.addAll(List.of("--cert", keys.certificate().toString(), "--key", keys.key().toString()));
    if (!auth.isEmpty()) {
      words.addAll(List.of("--auth", auth));
    }
    this.lines = Lines.of(words);
    this.port = Integer.parseInt(lines.next(line -> line.matches("\\d+")));
  }

  /// Skips the test where there is no such server.
  static MailSink open(Path folder, int port, String tls, TestKeys keys, String auth)
      throws Exception {
    boolean there =
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import aiosmtpd")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    assumeTrue(there, "Debian's python3-aiosmtpd is not installed");
    return new MailSink(folder, port, tls, keys, auth);
  }

  int port() {
    return port;
  }

  /// The next message: from, to, tls, user, headers, text.
  JsonNode message() throws InterruptedException {
    return new JsonMapper().readTree(lines.next(line -> line.startsWith("{")));
  }

  /// Whether nothing has come that was not asked for.
  boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    lines.close();
  }
}
