package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.BlockMask;

class PixelatorTest {

  @Test
  void masked_blocks_are_flat_and_the_others_untouched() {
    for (long seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      int width = 2 * (16 + random.nextInt(200));
      int height = 2 * (16 + random.nextInt(120));
      int columns = 1 + random.nextInt(8);
      int rows = 1 + random.nextInt(8);
      var blocks = new BitSet();
      for (int i = 0; i < columns * rows; i++) {
        blocks.set(i, random.nextBoolean());
      }
      var mask = new BlockMask(Instant.EPOCH, columns, rows, false, blocks);
      var picture = I420.allocate(width, height);
      random.nextBytes(picture.y());
      var before = picture.y().clone();

      Pixelator.apply(mask, picture);

      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          check(mask, picture, before, column, row, seed);
        }
      }
    }
  }

  private static void check(
      BlockMask mask, I420 picture, byte[] before, int column, int row, long seed) {
    // Well inside the block, so that the rounding of its edges does not matter.
    int x = (2 * column + 1) * picture.width() / (2 * mask.columns()) & ~1;
    int y = (2 * row + 1) * picture.height() / (2 * mask.rows()) & ~1;
    int at = y * picture.width() + x;
    if (mask.isMasked(column, row)) {
      assertThat(picture.y()[at]).as("seed %d", seed).isEqualTo(picture.y()[at + 1]);
    } else {
      assertThat(picture.y()[at]).as("seed %d", seed).isEqualTo(before[at]);
    }
  }

  @Test
  void a_whole_mask_leaves_nothing_finer_than_its_patches() {
    var picture = I420.allocate(640, 360);
    new Random(1).nextBytes(picture.y());
    new Random(2).nextBytes(picture.u());

    Pixelator.apply(Masks.whole(Instant.EPOCH), picture);

    assertThat(picture.y()).asHexString().isNotEmpty();
    var values = new java.util.TreeSet<Byte>();
    for (byte value : picture.y()) {
      values.add(value);
    }
    assertThat(values).hasSizeLessThanOrEqualTo(20 * 11);
  }
}
