package org.vigie.app.camera;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vigie.app.CameraConfig;
import org.vigie.base.Programs;
import org.vigie.model.PrivacyMasks;
import org.vigie.sight.PictureDetail;
import org.vigie.sight.PictureDetail.Levels;

/// Looks at pictures from before and after a camera was told to cover something: what it covers
/// must
/// have lost its detail. What it cannot tell it says.
final class MaskProof {

  /// @param said a sentence part for people
  record Verdict(Kind kind, String said) {
    enum Kind {
      COVERED,
      UNCOVERED,
      UNKNOWN
    }
  }

  /// Neighbouring places of a wall, a sky or the night differ by less: nothing there to be lost.
  private static final double LEAST_DETAIL = 2;

  /// What paint has, as cameras code it.
  private static final double PAINT = 1;

  /// A coarse mosaic keeps its edges.
  private static final double LEFT = 0.3;

  /// A picture that changed so much by itself, as when a lamp goes out, compares with nothing.
  private static final double STEADY = 0.5;

  /// Encoders take a moment.
  private static final int LOOKS = 4;

  private final PictureDetail detail;
  private final CameraConfig camera;
  private final PrivacyMasks masks;
  private Optional<Levels> before = Optional.empty();
  private String why = "";

  MaskProof(PictureDetail detail, CameraConfig camera, PrivacyMasks masks) {
    this.detail = detail;
    this.camera = camera;
    this.masks = masks;
  }

  /// What looks at the pictures, started beside a town's other programs.
  static PictureDetail looker(java.nio.file.Path runDir) throws IOException {
    var programs = Programs.here();
    var natives = "-Dorg.bytedeco.javacpp.cachedir=" + programs.cache().resolve("natives");
    return new PictureDetail(
        programs.command("eye", "org.vigie.eye.DetailMain", List.of("-Xmx256m", natives)), runDir);
  }

  /// Looks while nothing is covered yet.
  void before() {
    try {
      before = Optional.of(look());
    } catch (IOException e) {
      why = String.valueOf(e.getMessage());
    }
  }

  /// Looks again.
  Verdict after() throws InterruptedException {
    if (before.isEmpty()) {
      return unknown("no picture could be looked at before: " + why);
    }
    Verdict verdict = unknown("");
    for (int look = 0; look < LOOKS; look++) {
      TimeUnit.SECONDS.sleep(look == 0 ? 1 : 2);
      try {
        verdict = judge(before.get(), look());
      } catch (IOException e) {
        verdict = unknown("no picture could be looked at afterwards: " + e.getMessage());
      }
      if (verdict.kind() == Verdict.Kind.COVERED) {
        return verdict;
      }
    }
    return verdict;
  }

  private Levels look() throws IOException {
    var picture = KeyPicture.take(camera);
    return detail.look(picture.format(), picture.unit(), masks.zones());
  }

  /// Compares two pictures: zone by zone, and the worst of them counts.
  static Verdict judge(Levels before, Levels after) {
    boolean steady =
        before.elsewhere() < LEAST_DETAIL || after.elsewhere() >= STEADY * before.elsewhere();
    int covered = 0;
    int unknown = 0;
    for (int i = 0; i < before.zones().size(); i++) {
      double had = before.zones().get(i);
      double has = after.zones().get(i);
      if (had < 0 || has < 0 || had < LEAST_DETAIL && has < LEAST_DETAIL) {
        unknown++;
      } else if (has > Math.max(PAINT, LEFT * had)) {
        return new Verdict(
            Verdict.Kind.UNCOVERED,
            "zone %d of %d still has its detail (%.1f levels between neighbouring places, %.1f before)"
                .formatted(i + 1, before.zones().size(), has, had));
      } else {
        covered++;
      }
    }
    if (!steady) {
      return unknown("the whole picture lost its detail meanwhile; ask again when it is steady");
    }
    if (unknown > 0) {
      return unknown(
          "%d of %d zones had no detail to lose: covered before, a bare wall, or night; look at its"
                  .formatted(unknown, before.zones().size())
              + " picture by day");
    }
    return new Verdict(
        Verdict.Kind.COVERED, "all %d zones have lost their detail".formatted(covered));
  }

  private static Verdict unknown(String why) {
    return new Verdict(Verdict.Kind.UNKNOWN, why);
  }
}
