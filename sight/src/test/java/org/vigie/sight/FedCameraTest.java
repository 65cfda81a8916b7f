package org.vigie.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.link.wire.SetWatched;
import org.vigie.link.wire.ToEye;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LiveViewer;
import org.vigie.model.LiveViewers;
import org.vigie.model.RunStart;
import org.vigie.model.SightMode;
import org.vigie.model.SightTask;
import org.vigie.model.StreamKind;
import org.vigie.model.VideoFormat;

/// What an eye is told of who looks.
class FedCameraTest {

  private static final CameraId QUAY = new CameraId("quay");

  private final LiveViewers viewers = new LiveViewers();
  private final FedCamera camera =
      new FedCamera(
          QUAY,
          1,
          SightTask.all(SightMode.MASK),
          SightSettings.of(List.of("eye"), 1, Path.of("run")),
          viewers,
          () -> {});

  @BeforeEach
  void open() {
    var format =
        new VideoFormat(VideoFormat.VideoCodec.H264, 640, 360, new byte[] {1}, new byte[] {2});
    camera.begin(
        new RunStart(
            QUAY,
            StreamKind.SUB,
            format,
            Instant.parse("2031-03-30T00:59:58Z"),
            Duration.ofMillis(5)));
    assertThat(camera.next().orElseThrow().getOpen().getWatched()).isFalse();
    assertThat(camera.next()).isEmpty();
  }

  private List<SetWatched> told() {
    var told = new ArrayList<SetWatched>();
    for (var next = camera.next(); next.isPresent(); next = camera.next()) {
      assertThat(next.get().getKindCase()).isEqualTo(ToEye.KindCase.WATCHED);
      told.add(next.get().getWatched());
    }
    return told;
  }

  @Test
  void is_told_what_those_who_look_want_at_most() {
    var small = viewers.add(new Nobody(), LivePace.KEY);
    assertThat(told()).singleElement().matches(said -> said.getWatched() && said.getKeysOnly());
    var large = viewers.add(new Nobody(), LivePace.ALL);
    assertThat(told()).singleElement().matches(said -> said.getWatched() && !said.getKeysOnly());
    viewers.remove(large);
    assertThat(told()).singleElement().matches(said -> said.getWatched() && said.getKeysOnly());
    viewers.remove(small);
    assertThat(told()).singleElement().matches(said -> !said.getWatched());
  }

  @Test
  void begins_a_stream_anew_for_who_comes_as_the_last_one_leaves() {
    var first = viewers.add(new Nobody(), LivePace.ALL);
    assertThat(told()).hasSize(1);
    // Both before the eye is told anything: its stream goes on, and nobody knows its format any
    // more.
    viewers.remove(first);
    viewers.add(new Nobody(), LivePace.ALL);
    assertThat(told()).extracting(SetWatched::getWatched).containsExactly(false, true);
    assertThat(told()).isEmpty();
  }

  private static final class Nobody implements LiveViewer {
    @Override
    public void begin(VideoFormat format) {}

    @Override
    public void accept(AccessUnit unit) {}

    @Override
    public void interrupted(String reason) {}
  }
}
