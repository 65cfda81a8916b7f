package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LiveViewer;
import org.vigie.model.Observation;
import org.vigie.model.SightMode;
import org.vigie.model.VideoFormat;
import org.vigie.sight.Sight;

/// A camera that may not be looked at: covered while somebody watches, and nothing else.
@Timeout(60)
class CoveredWholeTest {

  private static final CameraId WORN = new CameraId("worn");
  private static final int RATE = 25;

  @TempDir Path runDir;

  @Test
  void nothing_is_decoded_while_nobody_watches_and_nothing_is_ever_analysed() throws Exception {
    var seen = new CopyOnWriteArrayList<Observation>();
    var clip =
        Clip.coded(
            List.of("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=6"), 640, RATE);
    int half = 3 * RATE;
    try (var sight = Sight.start(EyeFixture.settings(runDir), seen::add, Clocks.system())) {
      var sink = sight.feed(WORN, SightMode.WHOLE);
      EyeFixture.begin(clip, sink, WORN);
      EyeFixture.feed(clip.units().subList(0, half), sink, sight, WORN);
      assertThat(sight.counts(WORN).handled()).isEqualTo(half);
      assertThat(sight.counts(WORN).decoded()).isZero();

      var shown = new CopyOnWriteArrayList<AccessUnit>();
      var viewer =
          new LiveViewer() {
            @Override
            public void begin(VideoFormat format) {
              // Every picture has the same one.
            }

            @Override
            public void accept(AccessUnit unit) {
              shown.add(unit);
            }

            @Override
            public void interrupted(String reason) {
              shown.clear();
            }
          };
      try (var lease = sight.watch(WORN, viewer, LivePace.ALL)) {
        assertThat(lease).isNotNull();
        EyeFixture.feed(clip.units().subList(half, 2 * half), sink, sight, WORN);
        EyeFixture.until(() -> shown.size() >= half - 2);
      }
      assertThat(sight.counts(WORN).decoded()).isBetween(half - 2L, (long) half);
      assertThat(sight.counts(WORN).analysed()).isZero();
      assertThat(sight.counts(WORN).observations()).isZero();
      assertThat(seen).isEmpty();
    }
  }
}
