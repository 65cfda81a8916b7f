package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SizeTest {

  @TempDir private Path folder = Path.of("");

  private final StringWriter said = new StringWriter();
  private String printed = "";

  private int run(String... arguments) {
    var out = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
    } finally {
      System.setOut(out);
      printed = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_town_of_217_cameras_at_2_megabits_writes_4_7_terabytes_a_day() {
    assertThat(run("size", "--cameras", "217", "--bitrate", "2M", "--retention", "30d")).isZero();
    assertThat(printed)
        .contains("4.7 TB a day", "143.4 TB of footage", "172.1 TB with 20 % margin");
  }

  @Test
  void json_says_the_same() {
    run("size", "--cameras", "2", "--bitrate", "800k", "--retention", "10d", "--json");
    var said = JsonMapper.builder().build().readTree(printed);
    assertThat(said.get("bytes").asLong()).isEqualTo(2L * 102_000 * 864_000);
    assertThat(said.get("cameras").size()).isEqualTo(2);
    assertThat(said.get("too_small").asBoolean()).isFalse();
  }

  @Test
  void a_towns_acts_say_how_long_and_its_volumes_are_compared() throws Exception {
    Files.createDirectories(folder.resolve("acts"));
    Files.createDirectories(folder.resolve("disk"));
    Files.writeString(
        folder.resolve("vigie.yaml"),
        """
        town: Testville
        profile: private-site
        volumes:
          - {name: fast, folder: disk, quota: 50 GB}
          - {name: deep, folder: elsewhere}
        cameras:
          - {id: gate, main: "rtsp://192.0.2.1/m", volume: fast, copy_to: deep}
          - {id: yard, main: "rtsp://192.0.2.2/m", volume: deep}
        """);
    Files.writeString(
        folder.resolve("acts/recording.yaml"),
        """
        act: recording
        number: R-1
        authority: the owner
        from: 2026-01-01T00:00:00Z
        until: 2027-01-01T00:00:00Z
        purposes: [SAFETY_OF_PERSONS_AND_GOODS]
        perimeter: the site
        cameras: [gate]
        retention: 72 h
        review_window: 12 h
        """);
    int code = run("size", "--config", folder.resolve("vigie.yaml").toString(), "--json");
    assertThat(said.toString()).isEmpty();
    var answer = JsonMapper.builder().build().readTree(printed);
    var gate = answer.get("cameras").get(0);
    assertThat(gate.get("retention_seconds").asLong()).isEqualTo(3 * 86_400);
    assertThat(gate.get("copies").asInt()).isEqualTo(2);
    assertThat(answer.get("cameras").get(1).get("retention_seconds").asLong()).isZero();
    assertThat(answer.get("volumes").get(0).get("too_small").asBoolean()).isTrue();
    assertThat(answer.get("volumes").get(1).get("has_bytes").isNull()).isTrue();
    assertThat(code).isEqualTo(1);
  }

  @Test
  void a_camera_measured_for_a_week_counts_by_its_average_and_before_by_its_busy_hours() {
    var week = new DiskDemand.Camera("a", 100, 300, Duration.ofDays(7), Duration.ofSeconds(100), 1);
    var day = new DiskDemand.Camera("b", 100, 300, Duration.ofDays(1), Duration.ofSeconds(100), 1);
    assertThat(week.bytes()).isEqualTo(10_200);
    assertThat(day.bytes()).isEqualTo(30_600);
    assertThat(new DiskDemand(List.of(week, day), List.of(), 50).withMargin()).isEqualTo(61_200);
  }

  @Test
  void what_does_not_go_together_is_wrong_use() {
    assertThat(run("size")).isEqualTo(2);
    assertThat(run("size", "--cameras", "3")).isEqualTo(2);
    assertThat(said.toString()).contains("--cameras goes with --retention");
    assertThat(run("size", "--cameras", "3", "--retention", "1d", "--bitrate", "2")).isEqualTo(2);
    assertThat(said.toString()).contains("should be like 800k, 2M or 2.5M");
  }
}
