package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.vigie.media.rtsp.HandMadeCamera.SDP;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.media.rtp.RtpPackets;
import org.vigie.media.rtsp.HandMadeCamera;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState.Phase;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

class CameraSessionTest {

  private static final SessionSettings QUICK =
      new SessionSettings(
          Duration.ofSeconds(2),
          Duration.ofMillis(400),
          Duration.ofMillis(20),
          Duration.ofMillis(40),
          Duration.ofMillis(30),
          Duration.ofMillis(60));

  private static final byte[] OTHER_SPS =
      Base64.getDecoder().decode("Z0LAHtkDxWhAAAADAEAAAAwDxYuS");

  private final SteppedClocks clocks = new SteppedClocks();
  private final Recorded recorded = new Recorded();
  private final RtpPackets packets = new RtpPackets();
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void hands_every_picture_to_its_sinks() throws Exception {
    var nineSeen = new CountDownLatch(1);
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          for (int i = 0; i < 9; i++) {
            visit.frames(picture(i == 0));
          }
          nineSeen.await();
          visit.frames(picture(false));
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url(), recorded)) {
      recorded.awaitUnits(9);
      // The session says that pictures arrive after it has handed on what it read: the tenth is
      // read after that.
      nineSeen.countDown();
      recorded.awaitUnits(10);
      assertThat(session.state().phase()).isEqualTo(Phase.STREAMING);
      assertThat(session.state().reason()).isEmpty();
      session.stop(GapReason.NO_ACT, "the act ended");
      assertThat(session.state().phase()).isEqualTo(Phase.OFF);
      assertThat(session.counts().accessUnits()).isEqualTo(10);
      assertThat(camera.requests().getLast().method()).isIn("TEARDOWN", "PLAY");
    }
    assertThat(recorded.calls().getFirst()).isInstanceOf(RunStart.class);
    assertThat(recorded.calls()).hasSize(12);
    var units = recorded.of(AccessUnit.class);
    assertThat(recorded.of(RunStart.class).get(0).wall()).isEqualTo(units.get(0).wall());
    for (int i = 1; i < 10; i++) {
      assertThat(units.get(i).wall()).isAfter(units.get(i - 1).wall());
    }
    var end = recorded.of(RunEnd.class).get(0);
    assertThat(end.gap()).isEqualTo(GapReason.NO_ACT);
    assertThat(end.wall()).isAfter(units.getLast().wall());
  }

  @Test
  void connects_again_when_the_pictures_stop_though_the_socket_does_not() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.frames(picture(true));
          var gone = new CountDownLatch(1);
          while (!gone.await(20, TimeUnit.MILLISECONDS)) {
            visit.frame(0, packets.packet(new byte[] {6, 1, 2}, false));
          }
        };
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url(), recorded)) {
      recorded.awaitUnits(3);
      assertThat(camera.visits()).isGreaterThanOrEqualTo(3);
    }
    var end = recorded.of(RunEnd.class).get(0);
    assertThat(end.gap()).isEqualTo(GapReason.CAMERA_LOST);
    assertThat(end.detail()).isEqualTo("yard main: no complete picture for 400 ms");
    assertThat(recorded.of(RunStart.class)).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void connects_again_for_a_key_frame_after_a_loss() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.frames(picture(true));
          packets.sequence += 2;
          var gone = new CountDownLatch(1);
          while (!gone.await(20, TimeUnit.MILLISECONDS)) {
            visit.frames(picture(false));
          }
        };
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url(), recorded)) {
      recorded.awaitUnits(2);
      assertThat(session.counts().lostPackets()).isGreaterThanOrEqualTo(2);
      assertThat(session.counts().droppedPictures()).isPositive();
    }
    assertThat(recorded.of(RunEnd.class).get(0).detail())
        .isEqualTo("2 packets were lost on the way; recording goes on with the next key frame");
    assertThat(recorded.of(RunEnd.class).get(0).gap()).isEqualTo(GapReason.CAMERA_LOST);
  }

  @Test
  void tells_a_refusal_once_and_in_plain_words() throws Exception {
    var fourth = new CountDownLatch(4);
    HandMadeCamera.Script script =
        visit -> {
          fourth.countDown();
          while (true) {
            var challenge = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"";
            visit.answer(visit.request(), 401, "", challenge);
          }
        };
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url("admin:hunter2"), recorded)) {
      recorded.awaitEnds(1);
      assertThat(fourth.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(session.state().reason())
          .isEqualTo("yard main: OPTIONS: the camera refuses the user name or password (RTSP 401)");
    }
    var ends = recorded.of(RunEnd.class);
    assertThat(ends)
        .extracting(RunEnd::gap)
        .containsExactly(GapReason.CAMERA_REFUSED, GapReason.RESTART);
    assertThat(ends.toString()).doesNotContain("hunter2");
  }

  @Test
  void gets_over_garbage() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.frames(picture(true));
          visit.raw("\0garbage garbage garbage");
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url(), recorded)) {
      recorded.awaitUnits(2);
    }
    assertThat(recorded.of(RunEnd.class).get(0).detail())
        .isEqualTo("yard main: sends something that is not RTSP; is the port right?");
  }

  @Test
  void begins_a_run_without_a_gap_when_the_format_changes() throws Exception {
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.frames(picture(true));
          visit.frames(picture(false));
          visit.frames(packets.nal(OTHER_SPS, false));
          visit.frames(packets.nal(new byte[] {0x68, (byte) 0xee, 0x3c, (byte) 0x80}, false));
          visit.frames(picture(true));
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url(), recorded)) {
      recorded.awaitUnits(3);
    }
    var end = recorded.of(RunEnd.class).get(0);
    var second = recorded.of(RunStart.class).get(1);
    assertThat(end.gap()).isNull();
    assertThat(end.wall()).isEqualTo(second.wall());
    assertThat(second.format().width()).isEqualTo(240);
  }

  @Test
  void ends_the_run_at_a_key_frame_when_the_wall_clock_steps() throws Exception {
    for (var step : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      var sink = new Recorded();
      var stepped = new CountDownLatch(1);
      HandMadeCamera.Script script =
          visit -> {
            visit.play(SDP);
            visit.frames(picture(true));
            visit.frames(picture(false));
            stepped.await();
            visit.frames(picture(false));
            visit.frames(picture(true));
            visit.frames(picture(false));
            visit.untilGone();
          };
      try (var camera = HandMadeCamera.start(script);
          var session = start(camera.url(), sink)) {
        sink.awaitUnits(2);
        clocks.step(step);
        stepped.countDown();
        sink.awaitUnits(5);
      }
      var units = sink.of(AccessUnit.class);
      var end = sink.of(RunEnd.class).get(0);
      assertThat(sink.calls().indexOf(end)).isEqualTo(4);
      assertThat(end.gap()).isEqualTo(GapReason.CLOCK);
      assertThat(end.detail())
          .isEqualTo(
              "the wall clock stepped by %s3600.0 s".formatted(step.isNegative() ? "-" : "+"));
      var hop = Duration.between(units.get(2).wall(), units.get(3).wall());
      assertThat(hop.minus(step).abs()).isLessThan(Duration.ofSeconds(5));
      assertThat(units.get(2).wall()).isAfter(units.get(1).wall());
      assertThat(units.get(4).wall()).isAfter(units.get(3).wall());
    }
  }

  @Test
  void a_sink_that_throws_costs_the_others_nothing() throws Exception {
    StreamSink bad =
        new StreamSink() {
          @Override
          public void begin(RunStart start) {
            throw new IllegalStateException("begin");
          }

          @Override
          public void accept(AccessUnit unit) {
            throw new IllegalStateException("accept");
          }

          @Override
          public void end(RunEnd end) {
            throw new AssertionError("end");
          }
        };
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.frames(picture(true));
          visit.frames(picture(false));
          visit.untilGone();
        };
    try (var camera = HandMadeCamera.start(script);
        var session =
            CameraSession.start(source(camera.url()), QUICK, List.of(bad, recorded), clocks)) {
      recorded.awaitUnits(2);
      session.close();
      assertThat(session.counts().sinkFailures()).isEqualTo(4);
    }
    assertThat(recorded.of(RunEnd.class)).hasSize(1);
  }

  @Test
  void a_slow_sink_does_not_make_the_camera_look_lost() throws Exception {
    StreamSink slow =
        new StreamSink() {
          @Override
          public void begin(RunStart start) {}

          @Override
          public void accept(AccessUnit unit) {
            // Longer than the patience for progress; the latch never opens.
            try {
              new CountDownLatch(1).await(unit.key() ? 900 : 0, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void end(RunEnd end) {}
        };
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          var gone = new CountDownLatch(1);
          for (int i = 0; !gone.await(20, TimeUnit.MILLISECONDS); i++) {
            visit.frames(picture(i == 0));
          }
        };
    try (var camera = HandMadeCamera.start(script);
        var session =
            CameraSession.start(source(camera.url()), QUICK, List.of(slow, recorded), clocks)) {
      recorded.awaitUnits(30);
      assertThat(camera.visits()).isEqualTo(1);
    }
    assertThat(recorded.of(RunStart.class)).hasSize(1);
  }

  @Test
  void a_sink_that_comes_later_begins_with_a_key_frame() throws Exception {
    var go = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    HandMadeCamera.Script script =
        visit -> {
          visit.play(SDP);
          visit.frames(picture(true));
          go.await();
          visit.frames(picture(false));
          visit.frames(picture(true));
          visit.frames(picture(false));
          leave.await();
          visit.frames(picture(false));
          visit.untilGone();
        };
    var late = new Recorded();
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url(), recorded)) {
      recorded.awaitUnits(1);
      session.add(late);
      go.countDown();
      late.awaitUnits(2);
      session.remove(late);
      leave.countDown();
      recorded.awaitUnits(5);
    }
    assertThat(late.calls()).hasSize(4);
    assertThat(late.of(AccessUnit.class)).extracting(AccessUnit::key).containsExactly(true, false);
    assertThat(late.of(RunEnd.class).get(0).gap()).isNull();
    assertThat(recorded.of(RunStart.class)).hasSize(1);
  }

  @Test
  void a_sink_that_comes_to_a_lost_camera_is_told_and_one_that_left_is_not() throws Exception {
    var turn = new java.util.concurrent.atomic.AtomicBoolean();
    HandMadeCamera.Script script =
        visit -> {
          var request = visit.request();
          visit.answer(request, turn.get() ? 404 : 503, "");
          visit.answer(visit.request(), turn.get() ? 404 : 503, "");
        };
    var late = new Recorded();
    try (var camera = HandMadeCamera.start(script);
        var session = start(camera.url(), recorded)) {
      recorded.awaitEnds(1);
      session.add(late);
      session.remove(recorded);
      turn.set(true);
      late.awaitEnds(1);
    }
    assertThat(late.of(RunEnd.class).get(0).gap()).isEqualTo(GapReason.CAMERA_REFUSED);
    assertThat(recorded.of(RunEnd.class)).hasSize(1);
  }

  @Test
  void stops_at_once_whatever_it_is_waiting_for() throws Exception {
    var asked = new CountDownLatch(1);
    HandMadeCamera.Script mute =
        visit -> {
          visit.request();
          asked.countDown();
          visit.untilGone();
        };
    var patient =
        new SessionSettings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    RtspUrl gone;
    try (var camera = HandMadeCamera.start(mute)) {
      gone = camera.url();
      var session = CameraSession.start(source(gone), patient, List.of(recorded), clocks);
      assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
      session.stop(GapReason.STOPPED, "taken out of service");
      assertThat(session.state().phase()).isEqualTo(Phase.OFF);
      session.close();
    }
    var waiting = CameraSession.start(source(gone), patient, List.of(recorded), clocks);
    recorded.awaitEnds(2);
    waiting.close();
    assertThat(waiting.state().phase()).isEqualTo(Phase.OFF);
    assertThat(recorded.of(RunEnd.class))
        .extracting(RunEnd::gap)
        .containsExactly(GapReason.STOPPED, GapReason.CAMERA_LOST, GapReason.RESTART);
  }

  @Test
  void records_a_foreign_camera_without_a_gap(@TempDir Path folder) throws Exception {
    assumeThat(ForeignCameras.available())
        .describedAs("needs ../shared, ffmpeg, GStreamer's RTSP server")
        .isTrue();
    var clip = Shared.find("data/video/wind-grass.mp4").orElseThrow();
    var stream = Tool.annexB(clip, folder.resolve("clip.h264"));
    try (var server = ForeignCameras.start("", Map.of("grass", stream));
        var session =
            CameraSession.start(
                source(RtspUrl.parse(server.url("grass"))),
                SessionSettings.usual(),
                List.of(recorded),
                clocks)) {
      recorded.awaitUnits(60);
      assertThat(session.counts().lostPackets()).isZero();
      assertThat(session.counts().runs()).isEqualTo(1);
    }
    var units = recorded.of(AccessUnit.class);
    for (int i = 1; i < units.size(); i++) {
      var media = Duration.ofNanos((units.get(i).ticks() - units.get(i - 1).ticks()) * 100_000 / 9);
      var wall = Duration.between(units.get(i - 1).wall(), units.get(i).wall());
      assertThat(wall.minus(media).abs()).isLessThan(media.dividedBy(9));
    }
  }

  private CameraSession start(RtspUrl url, StreamSink sink) {
    return CameraSession.start(source(url), QUICK, List.of(sink), clocks);
  }

  private static StreamSource source(RtspUrl url) {
    return new StreamSource(new CameraId("yard"), StreamKind.MAIN, url);
  }

  private List<byte[]> picture(boolean key) throws IOException {
    var picture = new ArrayList<>(packets.picture(List.of(RtpPackets.slice(key, 2500, random))));
    packets.timestamp += 3600;
    return picture;
  }
}
