package org.vigie.governance;

/// What the stored stream of a camera must at least be, by the class of its view (arrêté of
/// 3 August 2007 on the technical norms of video protection, annex).
public enum Norm {
  /// A camera that mainly films a narrow field.
  NARROW(704, 576, 12),
  /// Every other camera.
  OTHER(352, 288, 6),
  /// Nothing is asked for.
  NONE(0, 0, 0);

  private final int width;
  private final int height;
  private final int picturesPerSecond;

  Norm(int width, int height, int picturesPerSecond) {
    this.width = width;
    this.height = height;
    this.picturesPerSecond = picturesPerSecond;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int picturesPerSecond() {
    return picturesPerSecond;
  }

  /// Whether pictures are large enough; a camera may be mounted upright.
  public boolean fits(int pictureWidth, int pictureHeight) {
    return Math.max(pictureWidth, pictureHeight) >= width
        && Math.min(pictureWidth, pictureHeight) >= height;
  }
}
