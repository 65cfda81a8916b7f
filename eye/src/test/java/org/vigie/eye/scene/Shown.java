package org.vigie.eye.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.vigie.model.SceneSign;

/// A scene to which a test shows drawings, ten a second.
final class Shown {

  static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  private final Scene scene;
  private final Random noise = new Random(7);
  private long pictures;

  Shown(int quietSeconds) {
    scene =
        new Scene(
            Drawing.WIDTH, Drawing.HEIGHT, Duration.ofSeconds(quietSeconds), Duration.ofSeconds(1));
  }

  void lookFor(Set<SceneSign> signs) {
    scene.lookFor(signs);
  }

  Sighting show(Drawing drawing) {
    pictures++;
    return scene.look(drawing.shown(noise), pictures * 9000, now());
  }

  /// The same drawing for a while; the last sighting.
  Sighting show(Drawing drawing, double seconds) {
    var sighting = show(drawing);
    for (int i = 1; i < seconds * 10; i++) {
      sighting = show(drawing);
    }
    return sighting;
  }

  /// The pictures' time.
  Instant now() {
    return START.plusMillis(pictures * 100);
  }
}
