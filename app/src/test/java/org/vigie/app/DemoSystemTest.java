package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  @Test
  void records_four_cameras_without_a_gap_though_the_eye_is_killed()
      throws IOException, InterruptedException {
    var data = folder.resolve("data");
    var report = folder.resolve("r.json");
    try (var demo =
        VigieUnderTest.start(
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
      demo.kill();
    }
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

  @Test
  void tries_no_address_but_loopback() throws IOException, InterruptedException {
    assumeTrue(
        Tool.isThere("ip") && "root".equals(System.getProperty("user.name")),
        "needs root and iproute2 to make a network of its own");
    var name = "vigie-test-" + ProcessHandle.current().pid();
    try {
      Tool.run("ip", "netns", "add", name);
    } catch (IOException e) {
      assumeTrue(false, "no network namespaces here: " + e.getMessage());
    }
    try {
      // A way out that leads nowhere, and counts what is sent on it.
      inside(name, "ip", "link", "set", "lo", "up");
      inside(name, "sysctl", "-q", "-w", "net.ipv6.conf.default.disable_ipv6=1");
      inside(name, "ip", "link", "add", "out", "type", "veth", "peer", "name", "nowhere");
      inside(name, "ip", "link", "set", "nowhere", "up");
      inside(name, "ip", "address", "add", "192.0.2.1/24", "dev", "out");
      inside(name, "ip", "link", "set", "out", "up", "arp", "off");
      inside(name, "ip", "route", "add", "default", "via", "192.0.2.2");
      try (var demo =
          VigieUnderTest.start(
              List.of("ip", "netns", "exec", name),
              folder.resolve("log"),
              "demo",
              "--data",
              folder.resolve("data").toString(),
              "--port",
              "0",
              "--for",
              "20s",
              "--headless",
              "--report",
              folder.resolve("r.json").toString())) {
        demo.await(START);
      }
      var result = VigieUnderTest.read(folder.resolve("r.json"));
      assertThat(result.path("cameras").size()).isEqualTo(4);
      assertThat(result.path("observations").asLong()).isPositive();
      var sent =
          Tool.run("ip", "netns", "exec", name, "cat", "/sys/class/net/out/statistics/tx_packets");
      assertThat(sent.strip()).isEqualTo("0");
    } finally {
      Tool.run("ip", "netns", "delete", name);
    }
  }

  private static void inside(String namespace, String... command)
      throws IOException, InterruptedException {
    var line = new java.util.ArrayList<>(List.of("ip", "netns", "exec", namespace));
    line.addAll(List.of(command));
    Tool.run(line.toArray(String[]::new));
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
