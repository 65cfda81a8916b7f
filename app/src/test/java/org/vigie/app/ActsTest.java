package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.Programs;
import org.vigie.governance.ActOrder;
import org.vigie.governance.Actors;
import org.vigie.governance.Refused;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState.Phase;
import org.vigie.model.GapReason;
import org.vigie.model.SightMode;
import org.vigie.model.Span;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

/// A running town follows its acts: no act, no recording; no detection act, no analysis (R1-R3).
class ActsTest {

  private static final CameraId ONE = new CameraId("camera-1");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void has_what_it_needs() {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(ForeignCameras.available(), "no shared clips, GStreamer or ffmpeg here");
  }

  @Test
  void records_and_analyses_only_while_an_act_says_so() throws Exception {
    var clip = Shared.find("data/video/wind-grass.mp4").orElseThrow();
    var stream = Tool.annexB(clip, folder.resolve("grass.h264"));
    var data = folder.resolve("data");
    try (var cameras = ForeignCameras.start("", Map.of("grass", stream))) {
      new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of(cameras.url("grass")), null);
      var detection = data.resolve("acts/detection.yaml");
      var recording = data.resolve("acts/recording.yaml");
      var recordingAct = Files.readString(recording);
      try (var town =
          Town.start(
              TownConfig.read(data.resolve("vigie.yaml")),
              new Programs(VigieUnderTest.ROOT),
              line -> {})) {
        var post = town.posts().getFirst();
        VigieUnderTest.await("pictures", PATIENCE, () -> phase(post) == Phase.STREAMING);
        assertThat(post.sightMode()).contains(SightMode.WATCH);

        order(town, ActOrder.SUSPENDED);
        VigieUnderTest.await(
            "the eye to say no more",
            PATIENCE,
            () -> post.sightMode().equals(Optional.of(SightMode.MASK)));
        order(town, ActOrder.NONE);
        VigieUnderTest.await(
            "the eye to watch again",
            PATIENCE,
            () -> post.sightMode().equals(Optional.of(SightMode.WATCH)));

        Files.delete(detection);
        VigieUnderTest.await(
            "the eye to say no more",
            PATIENCE,
            () -> post.sightMode().equals(Optional.of(SightMode.MASK)));
        assertThat(phase(post)).isEqualTo(Phase.STREAMING);

        var soon = Instant.now().plusSeconds(8);
        Files.writeString(recording, recordingAct.replaceAll("until: .*", "until: " + soon));
        VigieUnderTest.await("the end of the act", PATIENCE, () -> phase(post) == Phase.OFF);
        assertThat(post.states().getFirst().reason()).contains("No recording act");

        Files.writeString(recording, recordingAct.replace("demo-1-video", "demo-3-video"));
        VigieUnderTest.await("pictures again", PATIENCE, () -> phase(post) == Phase.STREAMING);
        VigieUnderTest.await(
            "the gap to end", PATIENCE, () -> gapOf(town).contains(GapReason.NO_ACT));
      }
    }
  }

  private static void order(Town town, ActOrder order) throws Refused {
    town.governance().order(order, Actors.LOCAL_ADMINISTRATOR, "demo-2-events", "a rehearsal");
  }

  private static Phase phase(CameraPost post) {
    return post.states().getFirst().phase();
  }

  private static List<GapReason> gapOf(Town town) {
    var now = Instant.now();
    var timeline = town.recorder().timeline(ONE, new Span(now.minusSeconds(3600), now));
    var ended = timeline.gaps().stream().filter(gap -> gap.to().isBefore(now.minusMillis(500)));
    return ended.map(gap -> gap.reason()).toList();
  }

  @Test
  void a_town_does_not_start_with_the_demo_profile() throws Exception {
    Files.writeString(
        folder.resolve("vigie.yaml"), "town: X\nprofile: demo\nlisten: 127.0.0.1:0\ncameras: []\n");
    var config = TownConfig.read(folder.resolve("vigie.yaml"));
    var failure =
        org.assertj.core.api.Assertions.catchThrowable(
            () -> Town.start(config, new Programs(VigieUnderTest.ROOT), line -> {}));
    assertThat(failure).isInstanceOf(BadInput.class).hasMessageContaining("demonstrations only");
    assertThat(folder.resolve("ledger")).doesNotExist();
  }
}
