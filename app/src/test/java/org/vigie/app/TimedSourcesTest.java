package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.Observation;
import org.vigie.model.SightMode;
import org.vigie.model.Span;
import org.vigie.testkit.Tool;

/// Worn cameras and drones: recorded while they are open, covered whole, never analysed.
@Timeout(120)
class TimedSourcesTest {

  private static final CameraId CAMERA = new CameraId("camera-1");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path folder = Path.of("");

  private interface Check {
    void run(Town town) throws Exception;
  }

  /// Runs a town whose only camera is such a source.
  private void town(String main, String kind, Check check) throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(Tool.isThere("ffmpeg"), "no ffmpeg here");
    var data = folder.resolve("data");
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of("rtsp://127.0.0.1:1/x"), null);
    var file = data.resolve("vigie.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"rtsp://127.0.0.1:1/x\"", main + "\n    kind: " + kind)
            .replaceAll("(?m)^ +rules:.*\n", ""));
    var act = data.resolve("acts");
    var video = Files.readString(act.resolve("recording.yaml"));
    Files.writeString(
        act.resolve("sources.yaml"),
        video.replaceFirst("number: .*", "number: demo-3-sources")
            + "sources: ["
            + kind
            + "]\nnorm: none\n");
    if (main.startsWith("file:")) {
      Tool.run(
          "ffmpeg",
          "-loglevel",
          "error",
          "-f",
          "lavfi",
          "-i",
          "testsrc2=size=320x180:rate=25:duration=4",
          "-c:v",
          "libx264",
          "-g",
          "25",
          "-pix_fmt",
          "yuv420p",
          data.resolve("clip.ts").toString());
    }
    try (var town =
        Town.start(
            TownConfig.read(file),
            new Programs(VigieUnderTest.ROOT),
            line -> System.err.println(line))) {
      var now = Instant.now();
      town.governance()
          .grant(
              Actors.LOCAL_ADMINISTRATOR,
              "s-1",
              Set.of(Right.STEER, Right.VIEW_LIVE),
              CameraScope.all(),
              now.minusSeconds(60),
              now.plusSeconds(3_600));
      check.run(town);
    }
  }

  private static CameraState.Phase phase(Town town) {
    return town.posts().getFirst().states().getFirst().phase();
  }

  private static double seconds(Town town) {
    var now = Instant.now();
    return town
        .recorder()
        .timeline(CAMERA, new Span(now.minusSeconds(600), now.plusSeconds(60)))
        .recorded()
        .stream()
        .mapToDouble(span -> Duration.between(span.from(), span.to()).toMillis() / 1000.0)
        .sum();
  }

  @Test
  void a_worn_camera_is_recorded_while_it_is_open_and_nothing_looks_at_it() throws Exception {
    var seen = new CopyOnWriteArrayList<Observation>();
    town(
        "file:clip.ts\n    loop: yes",
        "body",
        town -> {
          town.witness(seen::add);
          assertThat(phase(town)).isEqualTo(CameraState.Phase.OFF);
          var sources = town.governance().sources();
          var opening = sources.open("s-1", CAMERA, "an intervention", Duration.ofMinutes(5));
          assertThat(opening.act()).isEqualTo("demo-3-sources");
          VigieUnderTest.await("some footage", PATIENCE, () -> seconds(town) > 2);
          assertThat(town.posts().getFirst().sightMode()).contains(SightMode.WHOLE);
          assertThat(town.posts().getFirst().book().rules()).isEmpty();
          sources.close("s-1", CAMERA);
          VigieUnderTest.await("its end", PATIENCE, () -> phase(town) == CameraState.Phase.OFF);
          var before = seconds(town);
          assertThat(before).isGreaterThan(2);
          assertThat(seen).isEmpty();
          assertThat(town.posts().getFirst().states().getFirst().reason())
              .contains("nobody has opened");
          assertThat(
                  town.governance()
                      .ledger()
                      .page(new Query(Long.MAX_VALUE, 10, "", "source."))
                      .entries())
              .extracting(recorded -> recorded.entry().kind())
              .containsExactly("source.closed", "source.opened");
        });
  }

  @Test
  void a_file_is_sealed_as_of_when_it_was_recorded_and_its_retention_counts_from_then()
      throws Exception {
    town(
        "file:clip.ts\n    loop: yes",
        "body",
        town -> {
          var data = folder.resolve("data");
          Tool.run(
              "ffmpeg",
              "-loglevel",
              "error",
              "-i",
              data.resolve("clip.ts").toString(),
              "-c",
              "copy",
              data.resolve("card.mp4").toString());
          var from = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
          assertThat(imported(town, "demo-1-video", from).error())
              .contains("--act: demo-1-video is not about camera-1");
          assertThat(imported(town, "demo-3-source", from).error())
              .isEqualTo("--act: there is no recording act 'demo-3-source'");
          assertThat(imported(town, "demo-3-sources", from.minus(Duration.ofDays(9))).error())
              .startsWith("--recorded: act demo-3-sources was not in force at ");
          assertThat(imported(town, "demo-3-sources", Instant.now().plusSeconds(60)).error())
              .contains("has not come yet");
          assertThat(imported(town, "demo-3-sources", Instant.now().minusSeconds(30)).error())
              .contains("go on into the future");
          var done = imported(town, "demo-3-sources", from);
          assertThat(done.error()).isEmpty();
          assertThat(done.lines().getFirst()).startsWith("100 pictures of camera-1");
          var span = new Span(from.minusSeconds(60), from.plusSeconds(60));
          VigieUnderTest.await(
              "all of it",
              PATIENCE,
              () -> !town.recorder().timeline(CAMERA, span).recorded().isEmpty());
          assertThat(town.recorder().timeline(CAMERA, span).recorded())
              .singleElement()
              .satisfies(
                  recorded -> {
                    assertThat(recorded.from()).isEqualTo(from);
                    assertThat(recorded.length().toMillis()).isBetween(3_900L, 4_100L);
                  });
          assertThat(town.recorder().ends(CAMERA, span))
              .allSatisfy(
                  end -> assertThat(end.toString()).contains(from.plus(Duration.ofHours(24)) + ""));
          assertThat(
                  town.governance()
                      .ledger()
                      .page(new Query(Long.MAX_VALUE, 10, "", "source."))
                      .entries())
              .extracting(recorded -> recorded.entry().kind())
              .contains("source.imported", "source.import-began");
        });
  }

  private ControlAnswer imported(Town town, String act, Instant from) throws IOException {
    var data = folder.resolve("data");
    return ControlSocket.ask(
            new DataFolder(data).control(),
            ControlSocket.Request.of(
                new FileImport.Request(
                    CAMERA.value(),
                    data.resolve("card.mp4").toString(),
                    act,
                    from.toString(),
                    "an intervention")))
        .orElseThrow();
  }

  @Test
  void a_drone_that_sends_by_srt_is_recorded_while_it_is_open() throws Exception {
    int port;
    try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    sends(
        "srt://127.0.0.1:%d?mode=listener&passphrase=four-words-of-mine".formatted(port),
        List.of(
            "-f",
            "mpegts",
            "srt://127.0.0.1:%d?mode=caller&passphrase=four-words-of-mine".formatted(port)));
  }

  @Test
  void a_drone_that_sends_by_rtmp_is_recorded_while_it_is_open() throws Exception {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    sends(
        "rtmp://127.0.0.1:%d/live/drone?mode=listener".formatted(port),
        List.of("-f", "flv", "rtmp://127.0.0.1:%d/live/drone".formatted(port)));
  }

  private void sends(String main, List<String> to) throws Exception {
    town(
        "\"" + main + "\"",
        "drone",
        town -> {
          var sources = town.governance().sources();
          sources.open("s-1", CAMERA, "a forest fire", Duration.ofMinutes(5));
          // It calls until it is heard, as such senders do.
          Process[] sender = {send(to)};
          try {
            VigieUnderTest.await(
                "some footage",
                PATIENCE,
                () -> {
                  if (!sender[0].isAlive()) {
                    sender[0] = send(to);
                  }
                  return seconds(town) > 2;
                });
          } finally {
            sender[0].destroy();
            sender[0].waitFor();
          }
          sources.close("s-1", CAMERA);
          VigieUnderTest.await("its end", PATIENCE, () -> phase(town) == CameraState.Phase.OFF);
        });
  }

  private static Process send(List<String> to) {
    var command =
        new java.util.ArrayList<>(
            List.of(
                "ffmpeg",
                "-loglevel",
                "error",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=25",
                "-c:v",
                "libx264",
                "-g",
                "25",
                "-pix_fmt",
                "yuv420p"));
    command.addAll(to);
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
