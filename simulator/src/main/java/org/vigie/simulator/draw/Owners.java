package org.vigie.simulator.draw;

/// Which body each pixel of a picture shows: what is hidden behind something nearer is not shown.
///
/// Valid until the next picture is drawn.
public final class Owners {

  private static final int HEAD = 0x4000;

  private final short[] pixels;

  Owners(short[] pixels) {
    this.pixels = pixels;
  }

  static short of(int body, boolean head) {
    return (short) (body + 1 | (head ? HEAD : 0));
  }

  /// The place of the shown body in the list that was drawn; -1 where the empty place is seen.
  ///
  /// @param pixel row by row from the top left
  public int body(int pixel) {
    return (pixels[pixel] & ~HEAD) - 1;
  }

  /// Whether it shows part of a head.
  public boolean isHead(int pixel) {
    return (pixels[pixel] & HEAD) != 0;
  }
}
