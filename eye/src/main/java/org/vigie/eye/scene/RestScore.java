package org.vigie.eye.scene;

/// How sure it is that a place that differs from the background holds a thing.
///
/// A thing brings an outline into the picture. Where one was taken away, the outline is in the
/// background; where light fell, there is a soft one in neither, and the ground's own texture is
/// still to be seen, only brighter or darker.
final class RestScore {

  /// Levels of a step that noise and coding make by themselves.
  private static final double NOISE = 6;

  /// An outline that the picture shows less than 1.4 times as much as the ground has says nothing;
  /// one of which the ground has 1.4 times as much is a ghost's.
  private static final double DOUBTFUL = 0.17;

  /// Below this, in levels squared, ground has no texture to be recognised by.
  private static final double SMOOTH = 20;

  private RestScore() {}

  /// @param pixels of the place, ascending within each row of cells
  /// @return above 0.5 for a thing, up to 1; below for light and for what was taken away
  static double of(Background background, SmallPicture picture, int[] pixels) {
    int width = background.width;
    var rim = new Rim(background, picture);
    double shownSquared = 0;
    double bareSquared = 0;
    double both = 0;
    int inside = 0;
    for (int i : pixels) {
      int x = i % width;
      if (x == 0 || x + 1 == width || i < width || i + width >= background.kind.length) {
        continue;
      }
      if (isRim(background, i)) {
        rim.add(i);
      } else {
        for (int step : new int[] {1, width}) {
          int edge = (picture.y[i + step] & 255) - (picture.y[i - step] & 255);
          int ground = background.ground(i + step) - background.ground(i - step);
          shownSquared += edge * edge;
          bareSquared += ground * ground;
          both += edge * ground;
          inside++;
        }
      }
    }
    if (rim.steps() == 0) {
      return 0.5;
    }
    double outline = (rim.shown() - rim.bare()) / (rim.shown() + rim.bare() + NOISE * rim.steps());
    double score = Math.clamp(0.5 + 0.6 * (outline - DOUBTFUL), 0, 1);
    if (inside > 0 && bareSquared / inside >= SMOOTH && shownSquared > 0) {
      double likeness = both / Math.sqrt(bareSquared * shownSquared);
      // Two textures that have nothing in common are alike by less than a half.
      score *= 1 - 0.7 * Math.clamp((likeness - 0.4) / 0.4, 0, 1);
    }
    return score;
  }

  private static boolean isRim(Background background, int i) {
    var kind = background.kind;
    return kind[i - 1] != Background.FOREGROUND
        || kind[i + 1] != Background.FOREGROUND
        || kind[i - background.width] != Background.FOREGROUND
        || kind[i + background.width] != Background.FOREGROUND;
  }
}
