package org.vigie.eye.scene;

/// The steps of light and colour across the outline of a place that differs from the background: in
/// the picture, and in the background.
///
/// A thing makes steps in the picture; where one has gone they are in the background, and where
/// light
/// fell they are in neither. A step is measured from just inside to [#OUTSIDE] pixels outside: what
/// lies between is a mixture of both, differs too little to be told from the ground, and has been
/// learnt as such; it would show an outline in the background wherever a thing stands.
final class Rim {

  private static final int OUTSIDE = 3;

  private final Background background;
  private final SmallPicture picture;
  private int shown;
  private int bare;
  private int steps;

  Rim(Background background, SmallPicture picture) {
    this.background = background;
    this.picture = picture;
  }

  /// Adds the steps to all four sides of a pixel that differs; of one inside the place there are
  /// none.
  void add(int i) {
    int width = background.width;
    int x = i % width;
    int y = i / width;
    add(i, -1, x >= OUTSIDE && x + 1 < width);
    add(i, 1, x >= 1 && x + OUTSIDE < width);
    add(i, -width, y >= OUTSIDE && y + 1 < background.height);
    add(i, width, y >= 1 && y + OUTSIDE < background.height);
  }

  private void add(int i, int towards, boolean fits) {
    var kind = background.kind;
    if (!fits
        || kind[i + towards] == Background.FOREGROUND
        || kind[i + OUTSIDE * towards] == Background.FOREGROUND) {
      return;
    }
    int inside = kind[i - towards] == Background.FOREGROUND ? i - towards : i;
    int outside = i + OUTSIDE * towards;
    shown +=
        step(background.luma(), inside, outside)
            + step(picture.u, inside, outside)
            + step(picture.v, inside, outside);
    bare +=
        Math.abs(background.ground(inside) - background.ground(outside))
            + Math.abs(background.blue(inside) - background.blue(outside))
            + Math.abs(background.red(inside) - background.red(outside));
    steps++;
  }

  private static int step(byte[] plane, int inside, int outside) {
    return Math.abs((plane[inside] & 255) - (plane[outside] & 255));
  }

  /// The sum of the picture's steps, in levels.
  int shown() {
    return shown;
  }

  /// The sum of the background's steps, in levels.
  int bare() {
    return bare;
  }

  /// How many were measured.
  int steps() {
    return steps;
  }
}
