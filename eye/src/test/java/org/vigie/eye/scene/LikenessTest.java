package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Vectors of pixels against single ones.
class LikenessTest {

  /// Not a multiple of any vector's length.
  private static final int SIZE = 5003;

  private final Random random = new Random(7);

  @Test
  void vectors_of_pixels_are_compared_and_learnt_like_single_ones_to_the_bit() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
    for (int round = 0; round < 200; round++) {
      var wide = new Likeness(SIZE);
      fill(wide);
      var single = copy(wide);
      byte[] y = plane(wide.mean);
      byte[] u = plane(wide.blue);
      byte[] v = plane(wide.red);
      var kind = new byte[SIZE];
      var settled = new int[SIZE];
      for (int i = 0; i < SIZE; i++) {
        kind[i] = (byte) random.nextInt(3);
        settled[i] = kind[i] == Background.SAME ? 0 : random.nextInt(3000);
      }
      var otherKind = kind.clone();
      var otherSettled = settled.clone();
      int rate = round % 3 == 0 ? 0 : 4 + 2 * (round & 1);

      int differing = wide.compareWide(y, u, v, kind, settled, rate);

      assertThat(differing)
          .isEqualTo(single.compareFrom(0, y, u, v, otherKind, otherSettled, rate));
      assertThat(kind).isEqualTo(otherKind);
      assertThat(settled).isEqualTo(otherSettled);
      assertThat(wide.mean).isEqualTo(single.mean);
      assertThat(wide.stray).isEqualTo(single.stray);
      assertThat(wide.blue).isEqualTo(single.blue);
      assertThat(wide.red).isEqualTo(single.red);
    }
  }

  /// Means of every level, and strays up to the widest that a first impression can leave.
  private void fill(Likeness ground) {
    for (int i = 0; i < SIZE; i++) {
      ground.mean[i] = (short) random.nextInt((255 << Likeness.FRACTION) + 1);
      ground.blue[i] = (short) random.nextInt((255 << Likeness.FRACTION) + 1);
      ground.red[i] = (short) random.nextInt((255 << Likeness.FRACTION) + 1);
      ground.stray[i] =
          (short) (random.nextInt(4) == 0 ? random.nextInt(16_321) : random.nextInt(800));
    }
  }

  /// Near the mean, or anything.
  private byte[] plane(short[] mean) {
    var plane = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int level = mean[i] >> Likeness.FRACTION;
      plane[i] =
          (byte)
              (random.nextInt(3) == 0
                  ? random.nextInt(256)
                  : Math.clamp(level + random.nextInt(41) - 20, 0, 255));
    }
    return plane;
  }

  private static Likeness copy(Likeness of) {
    var copy = new Likeness(SIZE);
    System.arraycopy(of.mean, 0, copy.mean, 0, SIZE);
    System.arraycopy(of.stray, 0, copy.stray, 0, SIZE);
    System.arraycopy(of.blue, 0, copy.blue, 0, SIZE);
    System.arraycopy(of.red, 0, copy.red, 0, SIZE);
    return copy;
  }
}
