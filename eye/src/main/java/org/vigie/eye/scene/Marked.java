package org.vigie.eye.scene;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the few bytes that are not zero among many that are: most pixels are background.
final class Marked {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Marked() {}

  /// The index of the first byte from `from` on that is not zero; `end` if there is none before it.
  static int next(byte[] bytes, int from, int end) {
    int i = from;
    for (; i + 8 <= end; i += 8) {
      long eight = (long) EIGHT.get(bytes, i);
      if (eight != 0) {
        return i + (Long.numberOfTrailingZeros(eight) >>> 3);
      }
    }
    while (i < end && bytes[i] == 0) {
      i++;
    }
    return i;
  }
}
