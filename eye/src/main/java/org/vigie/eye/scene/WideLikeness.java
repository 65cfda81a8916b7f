package org.vigie.eye.scene;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// [Likeness] with vectors: as many pixels at a time as 16-bit numbers fit into one.
///
/// Touched only where the module `jdk.incubator.vector` is there.
final class WideLikeness {

  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));

  /// More than this makes no difference to a threshold, and three times it still has 16 bits.
  private static final short MOST_STRAY = (short) (Likeness.MOST_THRESHOLD / 3);

  private WideLikeness() {}

  /// How many of `size` pixels whole vectors cover.
  static int bound(int size) {
    return SHORTS.loopBound(size);
  }

  /// [Likeness#compare] of the pixels before `end`.
  static int compare(
      Likeness ground,
      int end,
      byte[] y,
      byte[] u,
      byte[] v,
      byte[] kind,
      int[] settledMs,
      int rate) {
    int differing = 0;
    for (int i = 0; i < end; i += SHORTS.length()) {
      var mean = ShortVector.fromArray(SHORTS, ground.mean, i);
      var blue = ShortVector.fromArray(SHORTS, ground.blue, i);
      var red = ShortVector.fromArray(SHORTS, ground.red, i);
      var stray = ShortVector.fromArray(SHORTS, ground.stray, i);
      var off = wide(y, i).sub(mean);
      var offBlue = wide(u, i).sub(blue);
      var offRed = wide(v, i).sub(red);
      var far = off.abs();
      var threshold =
          mean.lanewise(VectorOperators.ASHR, 4)
              .add(stray.min(MOST_STRAY).mul((short) 3))
              .add((short) Likeness.USUAL_THRESHOLD)
              .max((short) Likeness.LEAST_THRESHOLD)
              .min((short) Likeness.MOST_THRESHOLD);
      // Written so that no sum leaves 16 bits.
      var left = offRed.abs().neg().add((short) Likeness.MOST_COLOUR_STRAY);
      var same =
          far.compare(VectorOperators.LE, threshold)
              .and(offBlue.abs().compare(VectorOperators.LE, left));
      var was = ByteVector.fromArray(BYTES, kind, i);
      var other = same.not();
      differing += other.trueCount();
      ByteVector.zero(BYTES).blend(Background.FOREGROUND, other.cast(BYTES)).intoArray(kind, i);
      if (rate > 0) {
        long again = same.toLong() & was.compare(VectorOperators.NE, Background.SAME).toLong();
        if (again != 0) {
          forget(settledMs, i, again);
          var flickered =
              was.compare(VectorOperators.EQ, Background.FOREGROUND).cast(SHORTS).and(same);
          stray =
              stray.blend(
                  stray.add((short) Likeness.DISTRUST).min((short) Likeness.MOST_DISTRUST),
                  flickered);
        }
        mean.add(halved(off, rate), same).intoArray(ground.mean, i);
        blue.add(halved(offBlue, rate), same).intoArray(ground.blue, i);
        red.add(halved(offRed, rate), same).intoArray(ground.red, i);
        stray
            .add(far.sub(stray).lanewise(VectorOperators.ASHR, Likeness.STRAY_RATE), same)
            .intoArray(ground.stray, i);
      }
    }
    return differing;
  }

  private static ShortVector halved(ShortVector off, int rate) {
    return off.add((short) Likeness.half(rate)).lanewise(VectorOperators.ASHR, rate);
  }

  private static ShortVector wide(byte[] plane, int i) {
    var levels =
        (ShortVector)
            ByteVector.fromArray(BYTES, plane, i)
                .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0);
    return levels.lanewise(VectorOperators.LSHL, Likeness.FRACTION);
  }

  private static void forget(int[] settledMs, int from, long which) {
    for (long left = which; left != 0; left &= left - 1) {
      settledMs[from + Long.numberOfTrailingZeros(left)] = 0;
    }
  }
}
