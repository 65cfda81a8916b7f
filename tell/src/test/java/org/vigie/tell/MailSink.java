package org.vigie.tell;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Other people's SMTP server (Debian's python3-aiosmtpd), which takes what it is sent and says
/// what
/// it was.
final class MailSink implements AutoCloseable {

  private static final String PYTHON = "/usr/bin/python3";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
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
    this.process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread.ofVirtual().start(this::read);
    this.port = Integer.parseInt(line());
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

  private String line() throws InterruptedException {
    return Objects.requireNonNull(lines.poll(20, TimeUnit.SECONDS), "the sink says nothing");
  }

  int port() {
    return port;
  }

  /// The next message: from, to, tls, user, headers, text.
  JsonNode message() throws InterruptedException {
    return new JsonMapper().readTree(line());
  }

  /// Whether nothing has come that was not asked for.
  boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.destroy();
    process.waitFor();
  }
}
