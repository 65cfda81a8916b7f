package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertQuery;
import org.vigie.desk.DismissReason;
import org.vigie.governance.Actors;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;
import org.vigie.verify.VerifyMain;

/// A demo with `--camera` on an RTSP server and video that nobody of this project made.
class RealCamerasTest {

  private static final CameraId ONE = new CameraId("camera-1");

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void has_what_it_needs() {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(ForeignCameras.available(), "no shared clips, GStreamer or ffmpeg here");
  }

  @Test
  void raises_an_alert_in_the_expected_interval_exports_and_keeps_the_verdict() throws Exception {
    var clip = Shared.find("data/video/car-from-above.mp4").orElseThrow();
    var stream = Tool.annexB(clip, folder.resolve("car.h264"));
    try (var cameras = ForeignCameras.start("vigie:geheim", Map.of("car", stream))) {
      var url = cameras.url("car").replace("rtsp://", "rtsp://vigie:geheim@");
      var data = folder.resolve("data");
      new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of(url), carRules());
      var config = TownConfig.read(data.resolve("vigie.yaml"));
      try (var town =
          Town.start(config, new Programs(VigieUnderTest.ROOT), line -> System.err.println(line))) {
        VigieUnderTest.await("an alert", Duration.ofSeconds(60), () -> !alerts(town).isEmpty());
        judge(town, alerts(town).getFirst());
        exportPlays(town, data);
        handedOverHolds(town, data);
      }
    }
  }

  /// The rules of that clip: cars may not drive in the left lane. It is filmed once every 30 s.
  private Path carRules() throws IOException {
    return Files.writeString(
        folder.resolve("rules.yaml"),
        """
        zones:
          - {id: closed-lane, kind: zone, points: [[0.02, 0.25], [0.385, 0.25], [0.385, 1.0], [0.02, 1.0]]}
          - {id: keep-clear, kind: zone, points: [[0.74, 0.2], [0.95, 0.2], [0.95, 0.9], [0.74, 0.9]]}
        rules:
          - {event: INTRUSION, zone: closed-lane, class: vehicle, patience_s: 1}
          - {event: INTRUSION, zone: keep-clear, patience_s: 1}
        """);
  }

  private static List<Alert> alerts(Town town) {
    return town.desk().list(AlertQuery.NEWEST);
  }

  private static void judge(Town town, Alert alert) throws Exception {
    assertThat(alert.zone()).isEqualTo("closed-lane");
    // The first car is in the lane from 15.2 s to 18.2 s after the camera's first picture.
    var start = town.recorder().timeline(ONE, everything()).recorded().getFirst().from();
    var from = Duration.between(start, alert.from()).toMillis() / 1000.0;
    assertThat(from).isBetween(15.2 - 0.5, 18.2 + 1.0);

    var permit =
        town.governance()
            .permit(Actors.LOCAL_ADMINISTRATOR, Right.JUDGE, Set.of(ONE), Optional.empty(), "test");
    town.desk().dismiss(permit, alert.id(), DismissReason.DRILL, "");
    var kinds =
        town.governance().ledger().page(Query.newest(50)).entries().stream()
            .map(recorded -> recorded.entry().kind())
            .toList();
    assertThat(kinds).contains("alert.raised", "alert.dismissed");
  }

  private void exportPlays(Town town, Path data) throws Exception {
    var recorded = town.recorder().timeline(ONE, everything()).recorded().getFirst();
    var out = folder.resolve("export.mp4");
    var answer =
        ControlSocket.ask(
                new DataFolder(data).control(),
                ControlSocket.Request.of(
                    new ExportRequest(
                        "camera-1",
                        recorded.from(),
                        recorded.from().plusSeconds(10),
                        out,
                        "checking what was recorded")))
            .orElseThrow();
    assertThat(answer.error()).isEmpty();
    // 12.5 pictures a second, dated by when they came: on a busy machine some that waited come
    // closer together until the camera's clock is known.
    assertThat(Tool.decodablePictures(out)).isBetween(115L, 135L);
    assertThat(answer.lines().getFirst()).contains(Tool.decodablePictures(out) + " pictures");
  }

  private void handedOverHolds(Town town, Path data) throws Exception {
    var from = town.recorder().timeline(ONE, everything()).recorded().getFirst().from();
    var out = folder.resolve("case");
    int code =
        Main.run(
            Clocks.system(),
            "case",
            "--data",
            data.toString(),
            "--reference",
            "PV 2031/17",
            "--authority",
            "Court of Testville",
            "--officer",
            "Officer 4711",
            "--footage",
            "camera-1,%s,%s".formatted(from.plusSeconds(2), from.plusSeconds(6)),
            "--footage",
            "camera-1,%s,%s".formatted(from.plusSeconds(8), from.plusSeconds(11)),
            "--viewing",
            "--out",
            out.toString());
    assertThat(code).isZero();
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertThat(VerifyMain.run(List.of("export", out.toString()), print, print))
        .as(said.toString(StandardCharsets.UTF_8))
        .isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("to be shown around: 2, marked PV");
    for (var kind : List.of("footage", "viewing")) {
      try (var films = Files.list(out.resolve(kind))) {
        for (var film : films.toList()) {
          assertThat(Tool.decodablePictures(film)).as(film.toString()).isGreaterThan(36);
        }
      }
    }
  }

  private static org.vigie.model.Span everything() {
    var now = Instant.now();
    return new org.vigie.model.Span(now.minus(Duration.ofHours(1)), now.plusSeconds(60));
  }

  @Test
  void says_in_plain_words_what_is_wrong_with_a_camera() throws Exception {
    var clip = Shared.find("data/video/wind-grass.mp4").orElseThrow();
    var stream = Tool.annexB(clip, folder.resolve("grass.h264"));
    try (var cameras = ForeignCameras.start("vigie:geheim", Map.of("good", stream))) {
      var good = cameras.url("good").replace("rtsp://", "rtsp://vigie:geheim@");
      var wrongPassword = good.replace("geheim", "falsch");
      var noStream = good.replace("/good", "/nowhere");
      var data = folder.resolve("bad");
      new DemoFolder(data, 0, 1, Optional.empty())
          .writeReal(List.of(good, wrongPassword, noStream, "rtsp://127.0.0.1:1/nobody"), null);
      try (var town =
          Town.start(
              TownConfig.read(data.resolve("vigie.yaml")),
              new Programs(VigieUnderTest.ROOT),
              line -> {})) {
        var answers = new ArrayList<CameraState>();
        VigieUnderTest.await(
            "four answers",
            Duration.ofSeconds(40),
            () -> {
              answers.clear();
              town.posts().forEach(post -> answers.add(post.states().getFirst()));
              return answers.stream().noneMatch(s -> s.phase() == CameraState.Phase.OFF)
                  && answers.getFirst().reason().isEmpty()
                  && answers.stream().filter(s -> !s.reason().isEmpty()).count() == 3;
            });
        var reasons = answers.stream().map(CameraState::reason).toList();
        assertThat(reasons.get(1)).containsIgnoringCase("password");
        assertThat(reasons).noneMatch(r -> r.contains("falsch") || r.contains("geheim"));
        assertThat(reasons).noneMatch(reason -> reason.contains("Exception"));
      }
    }
  }

  @Test
  void refuses_a_rules_file_with_an_error_by_file_line_and_key() throws IOException {
    var rules =
        Files.writeString(
            folder.resolve("wrong.yaml"), "zones: []\nrules:\n  - {event: INTRUSIN}\n");
    var failure =
        org.assertj.core.api.Assertions.catchThrowable(
            () ->
                new DemoFolder(folder.resolve("x"), 0, 1, Optional.empty())
                    .writeReal(List.of("rtsp://127.0.0.1:1/x"), rules));
    assertThat(failure).isInstanceOf(BadInput.class).hasMessageContaining("wrong.yaml:3");
    assertThat(failure).hasMessageContaining("INTRUSION");
  }
}
