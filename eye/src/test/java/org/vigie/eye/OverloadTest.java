package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.model.CameraId;
import org.vigie.model.SightMode;
import org.vigie.sight.Sight;
import org.vigie.sight.SightSettings;

/// One eye that is given more than it can deal with.
@Timeout(60)
class OverloadTest {

  private static final CameraId FLOOD = new CameraId("flood");
  private static final CameraId STREET = new CameraId("street");

  @TempDir Path runDir;

  @Test
  void a_camera_that_floods_loses_its_own_pictures_counted_and_no_other_camera_any()
      throws Exception {
    var clip = moving();
    try (var sight = Sight.start(EyeFixture.settings(runDir), seen -> {}, Clocks.system())) {
      var flood = sight.feed(FLOOD, SightMode.WATCH);
      var street = sight.feed(STREET, SightMode.WATCH);
      EyeFixture.begin(clip, flood, FLOOD);
      EyeFixture.begin(clip, street, STREET);
      for (var unit : clip.units()) {
        // Eight seconds of it at once, at every picture of the other one.
        clip.units().forEach(flood::accept);
        EyeFixture.feed(List.of(unit), street, sight, STREET);
      }
      EyeFixture.until(() -> isDone(sight, FLOOD) && isDone(sight, STREET));

      assertThat(sight.counts(STREET).skipped()).isZero();
      assertThat(sight.counts(STREET).analysed()).isEqualTo(clip.units().size());
      var flooded = sight.counts(FLOOD);
      assertThat(flooded.received()).isEqualTo((long) clip.units().size() * clip.units().size());
      assertThat(flooded.skipped()).isPositive();
      assertThat(flooded.analysed()).isPositive();
      assertThat(flooded.stages().decodeNanos()).isPositive();
      assertThat(flooded.stages().gateNanos()).isPositive();
    }
  }

  @Test
  void a_camera_of_an_eye_that_sheds_moves_to_one_that_has_time() throws Exception {
    var clip = moving();
    var usual = EyeFixture.settings(runDir);
    var settings =
        SightSettings.of(usual.eyeCommand(), 2, runDir).with(usual.quiet(), usual.learning());
    try (var sight = Sight.start(settings, seen -> {}, Clocks.system())) {
      // In turn: the first and the third go to the same eye.
      var flood = sight.feed(FLOOD, SightMode.WATCH);
      sight.feed(new CameraId("idle"), SightMode.WATCH);
      var street = sight.feed(STREET, SightMode.WATCH);
      EyeFixture.begin(clip, flood, FLOOD);
      EyeFixture.begin(clip, street, STREET);
      long patience = Clocks.system().elapsed().plusSeconds(40).toMillis();
      while (sight.moves() == 0 && Clocks.system().elapsed().toMillis() < patience) {
        clip.units().forEach(flood::accept);
        EyeFixture.feed(clip.units().subList(0, 10), street, sight, STREET);
      }
      assertThat(sight.moves()).isEqualTo(1);

      // Both go on, each with an eye of its own.
      long before = sight.counts(STREET).analysed();
      EyeFixture.play(clip, street, sight, STREET);
      assertThat(sight.counts(STREET).analysed()).isGreaterThan(before + clip.units().size() / 2);
      EyeFixture.until(() -> isDone(sight, FLOOD) && isDone(sight, STREET));
    }
  }

  private static Clip moving() throws Exception {
    return Clip.coded(
        List.of("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=10:duration=8"), 640, 10);
  }

  /// Whether every picture received has been dealt with or counted as let go.
  private static boolean isDone(Sight sight, CameraId camera) {
    var counts = sight.counts(camera);
    return counts.received() == counts.skipped() + counts.handled();
  }
}
