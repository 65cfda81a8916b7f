package org.vigie.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks in bytes for what has the shape of an appearance vector: at least 64 real numbers in a
/// row, none of them immense or minute, most of them not zero, most of them different.
///
/// Found are numbers of 32 and 64 bits in either byte order at any offset, and written in decimals
/// between commas or blanks. Encrypted and compressed bytes have no such rows: of random words one
/// in nine is such a number, so 64 in a row come once in 10^61. Not found are numbers of eight or
/// sixteen bits, which any bytes could be.
public final class VectorShapes {

  private static final int LEAST = 64;
  private static final double MINUTE = 1e-4;
  private static final double IMMENSE = 1e4;

  private static final Pattern WRITTEN =
      Pattern.compile("(?:-?\\d{1,4}\\.\\d+(?:[eE]-?\\d+)?[\\s,;\\[\\]]+){" + LEAST + ",}");

  private VectorShapes() {}

  /// Where the first one is, in words; nothing if there is none.
  public static Optional<String> find(byte[] bytes) {
    for (var order : Set.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      var numbers = ByteBuffer.wrap(bytes).order(order);
      for (int size : new int[] {4, 8}) {
        for (int offset = 0; offset < size; offset++) {
          int at = row(numbers, size, offset);
          if (at >= 0) {
            return Optional.of(
                "%d numbers of %d bits, %s, from byte %d".formatted(LEAST, 8 * size, order, at));
          }
        }
      }
    }
    var written = WRITTEN.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    return written.find()
        ? Optional.of("%d written numbers from byte %d".formatted(LEAST, written.start()))
        : Optional.empty();
  }

  private static int row(ByteBuffer numbers, int size, int offset) {
    int count = 0;
    for (int i = offset; i + size <= numbers.limit(); i += size) {
      double value = size == 4 ? numbers.getFloat(i) : numbers.getDouble(i);
      double far = Math.abs(value);
      count = value == 0 || (far >= MINUTE && far <= IMMENSE) ? count + 1 : 0;
      // Again at every further number, since a row may begin with zeros.
      if (count >= LEAST && isVaried(numbers, size, i - (LEAST - 1) * size)) {
        return i - (LEAST - 1) * size;
      }
    }
    return -1;
  }

  private static boolean isVaried(ByteBuffer numbers, int size, int from) {
    var different = new HashSet<Double>();
    int zeros = 0;
    for (int n = 0; n < LEAST; n++) {
      double value =
          size == 4 ? numbers.getFloat(from + n * size) : numbers.getDouble(from + n * size);
      zeros += value == 0 ? 1 : 0;
      different.add(value);
    }
    return zeros <= LEAST / 2 && different.size() >= LEAST / 2 - zeros / 2;
  }
}
