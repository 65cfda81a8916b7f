package org.vigie.eye;

import java.util.Arrays;
import org.vigie.model.BlockMask;

/// Makes the masked blocks of pictures unrecognisable, for good: two by two blocks become one flat
/// patch of their average colour, a twentieth of the picture wide. Nothing of what was there can be
/// computed back.
final class Pixelator {

  private Pixelator() {}

  /// Overwrites the masked blocks of `picture`.
  static void apply(BlockMask mask, I420 picture) {
    for (int row = 0; row < mask.rows(); row += 2) {
      for (int column = 0; column < mask.columns(); column += 2) {
        patch(mask, picture, column, row);
      }
    }
  }

  private static void patch(BlockMask mask, I420 picture, int column, int row) {
    var patch = new Patch();
    forMaskedBlocks(mask, picture, column, row, patch::add);
    if (patch.pixels > 0) {
      forMaskedBlocks(mask, picture, column, row, patch::paint);
    }
  }

  private interface Block {
    void at(I420 picture, int left, int top, int right, int bottom);
  }

  private static void forMaskedBlocks(
      BlockMask mask, I420 picture, int column, int row, Block then) {
    int lastRow = Math.min(row + 2, mask.rows());
    int lastColumn = Math.min(column + 2, mask.columns());
    for (int y = row; y < lastRow; y++) {
      for (int x = column; x < lastColumn; x++) {
        if (mask.isMasked(x, y)) {
          then.at(
              picture,
              edge(x, mask.columns(), picture.width()),
              edge(y, mask.rows(), picture.height()),
              edge(x + 1, mask.columns(), picture.width()),
              edge(y + 1, mask.rows(), picture.height()));
        }
      }
    }
  }

  /// The block in which a pixel lies, along one side.
  static int block(int pixel, int blocks, int pixels) {
    int block = Math.min(blocks - 1, (int) ((long) pixel * blocks / pixels));
    while (block + 1 < blocks && edge(block + 1, blocks, pixels) <= pixel) {
      block++;
    }
    return block;
  }

  /// Where a block begins, in pixels: even, so that luma and colour share their edges.
  private static int edge(int block, int blocks, int pixels) {
    return block == blocks ? pixels : (int) ((long) block * pixels / blocks) & ~1;
  }

  /// Sums first, paints afterwards.
  private static final class Patch {

    private long y;
    private long u;
    private long v;
    private int pixels;

    void add(I420 picture, int left, int top, int right, int bottom) {
      y += sum(picture.y(), picture.width(), left, top, right, bottom);
      int half = picture.width() / 2;
      u += 4 * sum(picture.u(), half, left / 2, top / 2, right / 2, bottom / 2);
      v += 4 * sum(picture.v(), half, left / 2, top / 2, right / 2, bottom / 2);
      pixels += (right - left) * (bottom - top);
    }

    void paint(I420 picture, int left, int top, int right, int bottom) {
      fill(picture.y(), picture.width(), left, top, right, bottom, y / pixels);
      int half = picture.width() / 2;
      fill(picture.u(), half, left / 2, top / 2, right / 2, bottom / 2, u / pixels);
      fill(picture.v(), half, left / 2, top / 2, right / 2, bottom / 2, v / pixels);
    }

    private static long sum(byte[] plane, int stride, int left, int top, int right, int bottom) {
      long sum = 0;
      for (int row = top; row < bottom; row++) {
        for (int i = row * stride + left; i < row * stride + right; i++) {
          sum += plane[i] & 255;
        }
      }
      return sum;
    }

    private static void fill(
        byte[] plane, int stride, int left, int top, int right, int bottom, long value) {
      for (int row = top; row < bottom; row++) {
        Arrays.fill(plane, row * stride + left, row * stride + right, (byte) value);
      }
    }
  }
}
