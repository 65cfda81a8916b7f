package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.link.wire.Seen;
import org.vigie.model.SceneSign;
import org.vigie.model.SightTask;

/// What leaves an eye, before the host looks at it.
@Timeout(120)
class AskedSignsTest {

  @TempDir Path folder;

  @Test
  void an_eye_says_the_signs_it_was_asked_for_and_no_others() throws Exception {
    var clip = Clip.of("car-from-above.mp4", 640, 12);
    try (var eye = BareEye.start(folder, EyeMain.class)) {
      var moving = eye.show(clip, SightTask.watch(Set.of(SceneSign.MOTION)));
      assertThat(moving).anyMatch(Seen::hasMotion).anyMatch(seen -> seen.getThingsCount() > 0);
      assertThat(moving).allMatch(seen -> seen.getRestsCount() + seen.getFiresCount() == 0);

      var tracks = eye.show(clip, SightTask.watch(Set.of()));
      assertThat(tracks).anyMatch(seen -> seen.getThingsCount() > 0);
      assertThat(tracks).allMatch(AskedSignsTest::isWithoutSigns);

      var masks = eye.show(clip, SightTask.MASK);
      assertThat(masks).hasSizeGreaterThan(100);
      assertThat(masks)
          .allMatch(seen -> seen.getThingsCount() == 0)
          .allMatch(AskedSignsTest::isWithoutSigns);
      assertThat(masks(masks)).isEqualTo(masks(moving));
    }
  }

  private static boolean isWithoutSigns(Seen seen) {
    return !seen.hasMotion() && seen.getRestsCount() == 0 && seen.getFiresCount() == 0;
  }

  private static List<?> masks(List<Seen> all) {
    return all.stream().map(Seen::getMask).toList();
  }
}
