package org.vigie.simulator.draw;

import java.util.Arrays;

/// One picture in the making: a backdrop's pixels, changed where figures and their shadows are.
///
/// Remembers which blocks were touched, so that a picture costs what moves in it. Used by one
/// thread.
final class Canvas {

  static final int BLOCK = 16;

  final int width;
  final int height;
  final int[] pixels;
  private final Backdrop backdrop;
  private final float[] shadow;
  private final float[] contact;
  private final short[] owners;
  private short owner;
  private final boolean[] touched;
  private final int blocksAcross;

  Canvas(Backdrop backdrop) {
    this.backdrop = backdrop;
    this.width = backdrop.width;
    this.height = backdrop.height;
    this.pixels = backdrop.pixels.clone();
    this.shadow = new float[pixels.length];
    this.contact = new float[pixels.length];
    this.owners = new short[pixels.length];
    this.blocksAcross = (width + BLOCK - 1) / BLOCK;
    this.touched = new boolean[blocksAcross * ((height + BLOCK - 1) / BLOCK)];
  }

  /// Acts on each touched block's rows.
  interface Rows {

    void row(int from, int to);
  }

  void eachTouchedRow(Rows rows) {
    for (int block = 0; block < touched.length; block++) {
      if (touched[block]) {
        int x = block % blocksAcross * BLOCK;
        int y = block / blocksAcross * BLOCK;
        int right = Math.min(width, x + BLOCK);
        for (int line = y; line < Math.min(height, y + BLOCK); line++) {
          rows.row(line * width + x, line * width + right);
        }
      }
    }
  }

  /// Back to the empty place.
  void clear() {
    eachTouchedRow(
        (from, to) -> {
          System.arraycopy(backdrop.pixels, from, pixels, from, to - from);
          Arrays.fill(shadow, from, to, 0);
          Arrays.fill(contact, from, to, 0);
          Arrays.fill(owners, from, to, (short) 0);
        });
    Arrays.fill(touched, false);
  }

  /// Makes what has been drawn part of the backdrop.
  void bake() {
    eachTouchedRow((from, to) -> System.arraycopy(pixels, from, backdrop.pixels, from, to - from));
  }

  /// Announces that a rectangle will be changed; cut to the picture. Returns false if none is left.
  boolean touch(int[] rectangle) {
    rectangle[0] = Math.max(0, rectangle[0]);
    rectangle[1] = Math.max(0, rectangle[1]);
    rectangle[2] = Math.min(width, rectangle[2]);
    rectangle[3] = Math.min(height, rectangle[3]);
    if (rectangle[0] >= rectangle[2] || rectangle[1] >= rectangle[3]) {
      return false;
    }
    for (int y = rectangle[1] / BLOCK; y <= (rectangle[3] - 1) / BLOCK; y++) {
      int first = y * blocksAcross + rectangle[0] / BLOCK;
      int last = y * blocksAcross + (rectangle[2] - 1) / BLOCK;
      Arrays.fill(touched, first, last + 1, true);
    }
    return true;
  }

  /// Whose pixels the ones painted from now on are, see [Owners].
  void owner(short next) {
    owner = next;
  }

  /// Whose each pixel is: the nearest that covers half of it or more.
  Owners owners() {
    return new Owners(owners);
  }

  void shade(int pixel, float cover) {
    shadow[pixel] = Math.max(shadow[pixel], cover);
  }

  void press(int pixel, float cover) {
    contact[pixel] = Math.max(contact[pixel], cover);
  }

  /// Dims the ground by all shadows gathered so far. Where two fall together it is no darker.
  void castShadows() {
    eachTouchedRow(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (backdrop.shaded[i] <= 1 && shadow[i] + contact[i] > 0) {
              float left = 1 - shadow[i] * (1 - backdrop.shaded[i]);
              pixels[i] = dim(pixels[i], left * (1 - 0.42f * contact[i]));
            }
          }
        });
  }

  /// How much sun reaches the ground there, 0 to 1.
  double sunAt(double across, double down) {
    int x = Math.clamp((int) (across * width), 0, width - 1);
    int y = Math.clamp((int) (down * height), 0, height - 1);
    float left = backdrop.shaded[y * width + x];
    return left > 1 ? 0.7 : Math.clamp((1 - left) / 0.35, 0.0, 1.0);
  }

  /// Lays a colour over a pixel, as far as nothing nearer hides it.
  void paint(int pixel, double cover, double depth, int colour) {
    if (shine(pixel, cover, depth, colour) >= 128) {
      owners[pixel] = owner;
    }
  }

  /// Lays light over a pixel, as far as nothing nearer hides it; the pixel stays whose it was.
  /// Returns how much of it is covered, of 256.
  int shine(int pixel, double cover, double depth, int colour) {
    int open = 0;
    for (int s = 0; s < Backdrop.SAMPLES; s++) {
      if (backdrop.depths[pixel * Backdrop.SAMPLES + s] > depth) {
        open++;
      }
    }
    int share = (int) (cover * 256 * open / Backdrop.SAMPLES);
    pixels[pixel] = blend(pixels[pixel], colour, share);
    return share;
  }

  boolean isGround(int pixel) {
    return backdrop.shaded[pixel] <= 1;
  }

  /// Adds light to the ground: the more it reflects, the more.
  void light(int pixel, double cover, Rgb colour) {
    if (isGround(pixel)) {
      int p = pixels[pixel];
      pixels[pixel] =
          lit(p >> 16 & 255, cover * colour.r()) << 16
              | lit(p >> 8 & 255, cover * colour.g()) << 8
              | lit(p & 255, cover * colour.b());
    }
  }

  private static int lit(int level, double light) {
    return (int) Math.min(255, level + light * (30 + level));
  }

  /// Lays a colour over the ground there, whatever its distance.
  void mirror(int pixel, double cover, int colour) {
    if (isGround(pixel)) {
      pixels[pixel] = blend(pixels[pixel], colour, (int) (cover * 256));
    }
  }

  /// Lays a colour over a pixel, whatever is there.
  void over(int pixel, double cover, int colour) {
    pixels[pixel] = blend(pixels[pixel], colour, (int) (cover * 256));
  }

  /// Like [#paint], and from now on hides what is behind.
  void set(int pixel, double cover, double depth, int colour) {
    paint(pixel, cover, depth, colour);
    if (cover > 0.5) {
      for (int s = 0; s < Backdrop.SAMPLES; s++) {
        int i = pixel * Backdrop.SAMPLES + s;
        backdrop.depths[i] = Math.min(backdrop.depths[i], (float) depth);
      }
      backdrop.shaded[pixel] = 2;
    }
  }

  private static int blend(int under, int over, int share) {
    int keep = 256 - share;
    int rb = ((under & 0xff00ff) * keep + (over & 0xff00ff) * share) >>> 8 & 0xff00ff;
    int g = ((under & 0x00ff00) * keep + (over & 0x00ff00) * share) >>> 8 & 0x00ff00;
    return rb | g;
  }

  private static int dim(int pixel, float left) {
    return (int) ((pixel >> 16 & 255) * left) << 16
        | (int) ((pixel >> 8 & 255) * left) << 8
        | (int) ((pixel & 255) * left);
  }
}
