package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.testkit.Tool;
import tools.jackson.databind.JsonNode;

/// The demo, run as a user runs it: processes, disk, ledger and all.
class DemoSystemTest {

  private static final Duration START = Duration.ofMinutes(4);

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void is_built() {
    assumeTrue(VigieUnderTest.built(), "eye and simulator are not built; run ./vigie test");
  }

  /// Where a network of its own can be made, the demo runs on one, and sends nothing on it.
  @Test
  void records_four_cameras_without_a_gap_though_the_eye_is_killed_and_tries_no_other_address()
      throws IOException, InterruptedException {
    var network = Network.tryToMake();
    try (network) {
      records_four_cameras(network == null ? List.of() : network.inside());
      assumeTrue(network != null, "needs root, iproute2 and namespaces to count what is sent");
      assertThat(network.packetsSent()).isZero();
    }
  }

  private void records_four_cameras(List<String> prefix) throws IOException, InterruptedException {
    var data = folder.resolve("data");
    var report = folder.resolve("r.json");
    try (var demo =
        VigieUnderTest.start(
            prefix,
            folder.resolve("log"),
            "demo",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--for",
            "45s",
            "--headless",
            "--report",
            report.toString())) {
      var run = data.resolve("run.json");
      VigieUnderTest.await("eyes", START, () -> hasEyes(run));
      var killed = VigieUnderTest.read(run).path("eye_pids").get(0).asLong();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      VigieUnderTest.await("another eye", Duration.ofSeconds(20), () -> hasOther(run, killed));

      assertThat(demo.await(Duration.ofMinutes(3))).as(demo.printed()).isZero();
    }

    var result = VigieUnderTest.read(report);
    assertThat(result.path("cameras").size()).isEqualTo(4);
    for (var camera : result.path("cameras")) {
      assertThat(camera.path("gaps").size()).as("gaps of %s", camera).isZero();
      assertThat(camera.path("recorded_seconds").asDouble()).isGreaterThan(40);
      assertThat(camera.path("unreadable_parts").asLong()).isZero();
      assertThat(camera.path("index_mismatches").asLong()).isZero();
      assertThat(camera.path("access_units").asLong()).isGreaterThan(40 * 10L);
    }
    assertThat(result.path("eye_restarts").asLong()).isPositive();
    assertThat(result.path("observations").asLong()).isPositive();
    assertThat(result.path("alerts").asLong()).isPositive();
    assertThat(result.path("checkpoint_verified").asBoolean()).isTrue();
  }

  @Test
  void loses_only_the_open_part_when_the_server_is_killed_and_serve_resumes()
      throws IOException, InterruptedException {
    var data = folder.resolve("data");
    var run = data.resolve("run.json");
    try (var demo =
        VigieUnderTest.start(
            folder.resolve("demo.log"),
            "demo",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--headless")) {
      VigieUnderTest.await("recordings", START, () -> demo.isReady());
      Thread.sleep(Duration.ofSeconds(10));
      var status = Typed.run("status", "--data", data.toString(), "--recording", "4", "--json");
      assertThat(status.code()).as(status.said()).isZero();
      assertThat(status.said()).contains("\"recording\":4", "\"url\":\"http://127.0.0.1:");
      var more = Typed.run("status", "--data", data.toString(), "--recording", "5");
      assertThat(more.code()).isEqualTo(1);
      demo.kill();
    }
    var gone = Typed.run("status", "--data", data.toString());
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.said()).contains("no Vigie answers on " + data);
    assertThat(RunReport.ledgerVerifies(data)).isTrue();
    Files.delete(run);

    var report = folder.resolve("r.json");
    try (var serve =
        VigieUnderTest.start(
            folder.resolve("serve.log"),
            "serve",
            "--data",
            data.toString(),
            "--report",
            report.toString())) {
      VigieUnderTest.await("the server", START, () -> Files.exists(run));
      Thread.sleep(Duration.ofSeconds(10));
      serve.stop();
      serve.await(Duration.ofMinutes(1));
    }

    var result = VigieUnderTest.read(report);
    assertThat(result.path("checkpoint_verified").asBoolean()).isTrue();
    for (var camera : result.path("cameras")) {
      assertThat(camera.path("unreadable_parts").asLong()).isZero();
      assertThat(camera.path("index_mismatches").asLong()).isZero();
      assertThat(reasons(camera)).as("gaps of %s", camera).containsExactly("RESTART");
      assertThat(camera.path("recorded_seconds").asDouble()).isGreaterThan(15);
    }
  }

  /// A network whose only way out leads nowhere and counts what is sent on it.
  private record Network(String name) implements AutoCloseable {

    static @Nullable Network tryToMake() throws IOException, InterruptedException {
      if (!Tool.isThere("ip") || !"root".equals(System.getProperty("user.name"))) {
        return null;
      }
      var network = new Network("vigie-test-" + ProcessHandle.current().pid());
      try {
        Tool.run("ip", "netns", "add", network.name);
      } catch (IOException e) {
        return null;
      }
      network.run("ip", "link", "set", "lo", "up");
      network.run("sysctl", "-q", "-w", "net.ipv6.conf.default.disable_ipv6=1");
      network.run("ip", "link", "add", "out", "type", "veth", "peer", "name", "nowhere");
      network.run("ip", "link", "set", "nowhere", "up");
      network.run("ip", "address", "add", "192.0.2.1/24", "dev", "out");
      network.run("ip", "link", "set", "out", "up", "arp", "off");
      network.run("ip", "route", "add", "default", "via", "192.0.2.2");
      return network;
    }

    /// What a command begins with to run on it.
    List<String> inside() {
      return List.of("ip", "netns", "exec", name);
    }

    long packetsSent() throws IOException, InterruptedException {
      return Long.parseLong(run("cat", "/sys/class/net/out/statistics/tx_packets").strip());
    }

    private String run(String... command) throws IOException, InterruptedException {
      var line = new ArrayList<>(inside());
      line.addAll(List.of(command));
      return Tool.run(line.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException, InterruptedException {
      Tool.run("ip", "netns", "delete", name);
    }
  }

  private static boolean hasEyes(Path run) {
    return !eyes(run).isEmpty();
  }

  private static boolean hasOther(Path run, long killed) {
    var eyes = eyes(run);
    return !eyes.isEmpty() && !eyes.contains(killed);
  }

  private static List<Long> eyes(Path run) {
    try {
      return Files.exists(run)
          ? VigieUnderTest.read(run).path("eye_pids").valueStream().map(JsonNode::asLong).toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> reasons(JsonNode camera) {
    return camera.path("gaps").valueStream().map(gap -> gap.path("reason").asString()).toList();
  }
}
