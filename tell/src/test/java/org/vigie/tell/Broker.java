package org.vigie.tell;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.testkit.Tool;

/// Other people's MQTT broker (Debian's mosquitto), which forgets everything when it ends, and
/// other people's subscriber to it.
final class Broker implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final Lines lines;
  private final int port;

  private Broker(Lines lines, int port) {
    this.lines = lines;
    this.port = port;
  }

  static int freePort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }

  /// One that lets everybody in. Skips the test where there is no such broker.
  static Broker open(Path folder, int port) throws Exception {
    return start(folder, port, List.of("allow_anonymous true"));
  }

  /// One with TLS that lets in the user `vigie`, to topics under `vigie/` alone.
  static Broker guarded(Path folder, int port, TestKeys keys, String password) throws Exception {
    assumeThere();
    var passwords = folder.resolve("passwords");
    Files.writeString(passwords, "");
    Tool.run("mosquitto_passwd", "-b", passwords.toString(), "vigie", password);
    var topics =
        Files.writeString(folder.resolve("topics"), "user vigie\ntopic readwrite vigie/#\n");
    return start(
        folder,
        port,
        List.of(
            "allow_anonymous false",
            "password_file " + passwords,
            "acl_file " + topics,
            "certfile " + keys.certificate(),
            "keyfile " + keys.key()));
  }

  private static void assumeThere() {
    assumeTrue(
        Files.isExecutable(PROGRAM) && Tool.isThere("mosquitto_sub"),
        "Debian's mosquitto and mosquitto-clients are not installed");
  }

  private static Broker start(Path folder, int port, List<String> more) throws Exception {
    assumeThere();
    var config = new ArrayList<String>();
    // It gives up root for a user of its own, who may not read a test's folder.
    config.add("user " + System.getProperty("user.name"));
    config.add("persistence false");
    config.add("listener " + port + " 127.0.0.1");
    config.addAll(more);
    var file = Files.write(folder.resolve("mosquitto-" + port + ".conf"), config);
    var lines = Lines.of(List.of(PROGRAM.toString(), "-v", "-c", file.toString()));
    var broker = new Broker(lines, port);
    var unused = lines.next(line -> line.contains("running"));
    return broker;
  }

  int port() {
    return port;
  }

  /// Subscribes, and prints each message as `RETAINED TOPIC BODY`.
  Lines subscribe(String filter, Optional<Path> ca, String password) throws Exception {
    var words =
        new ArrayList<>(
            List.of(
                "stdbuf",
                "-oL",
                "mosquitto_sub",
                "-d",
                "-h",
                "127.0.0.1",
                "-p",
                port + "",
                "-q",
                "1"));
    words.addAll(List.of("-t", filter, "-F", "%r %t %p"));
    ca.ifPresent(
        file -> words.addAll(List.of("--cafile", file.toString(), "-u", "vigie", "-P", password)));
    var lines = Lines.of(words);
    var unused = lines.next(line -> line.startsWith("Subscribed"));
    return lines;
  }

  Lines subscribe(String filter) throws Exception {
    return subscribe(filter, Optional.empty(), "");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    lines.close();
  }
}
