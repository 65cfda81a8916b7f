package org.vigie.eye;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.vigie.eye.detect.Pixels;
import org.vigie.eye.scene.Detection;
import org.vigie.eye.scene.Looking;
import org.vigie.model.Box;

/// One camera's use of the eye's detector: saves up its share of time, and says when the detector
/// fails. One thread only.
final class CameraLooks {

  /// Enlarged more than this a picture shows a detector nothing more.
  private static final double MOST_ENLARGED = 1.5;

  /// So many looks can be saved up.
  private static final int MOST_SAVED = 6;

  private static final int PATIENCE_WITH_FAILURES = 50;
  private static final String FAILS =
      "the model fails on its pictures: they are masked whole, and judged by what moves";

  private final int camera;
  private final SharedDetector detector;
  private final Outbox out;
  private double saved;
  private int failures;

  CameraLooks(int camera, SharedDetector detector, Outbox out) {
    this.camera = camera;
    this.detector = detector;
    this.out = out;
    this.saved = MOST_SAVED * detector.cost();
  }

  /// The detector, held over a picture.
  Looking over(Pixels picture) {
    return new Over(picture);
  }

  private final class Over implements Looking {

    private final Pixels picture;

    Over(Pixels picture) {
      this.picture = picture;
    }

    @Override
    public double leastWidth() {
      return Math.min(1, detector.inputWidth() / MOST_ENLARGED / picture.width());
    }

    @Override
    public double leastHeight() {
      return Math.min(1, detector.inputHeight() / MOST_ENLARGED / picture.height());
    }

    @Override
    public int most(double seconds, boolean moving) {
      double share = detector.share(camera, moving);
      saved = Math.min(saved + seconds * share, MOST_SAVED * detector.cost());
      return (int) Math.max(0, saved / detector.cost());
    }

    @Override
    public Optional<List<Detection>> at(List<Box> parts) {
      saved -= parts.size() * detector.cost();
      try {
        var found = detector.look(picture, parts);
        failures = 0;
        return Optional.of(found);
      } catch (IOException e) {
        tell();
        return Optional.empty();
      }
    }

    private void tell() {
      if (failures++ % PATIENCE_WITH_FAILURES == 0) {
        try {
          out.trouble(camera, FAILS);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /// The camera is closed.
  void close() {
    detector.leave(camera);
  }
}
