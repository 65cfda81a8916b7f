package org.vigie.recording;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Buffers between sealing and flushing, shared by all cameras: a part needs one for a tenth of a
/// second only. Sizes are rounded up so that they fit again. Safe for any thread.
final class PartBuffers {

  private static final int STEP = 128 * 1024;
  private static final int CLASSES = 9;
  private static final int MOST_KEPT_BYTES = 48 * 1024 * 1024;

  private final ConcurrentLinkedDeque<byte[]>[] free;
  private final AtomicInteger kept = new AtomicInteger();

  @SuppressWarnings({"unchecked", "rawtypes"})
  PartBuffers() {
    free = new ConcurrentLinkedDeque[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      free[i] = new ConcurrentLinkedDeque<>();
    }
  }

  /// A buffer of at least `size` bytes, with anything in it.
  byte[] take(int size) {
    int step = (size + STEP - 1) / STEP;
    if (step > CLASSES) {
      return new byte[size];
    }
    var buffer = free[step - 1].pollFirst();
    if (buffer == null) {
      return new byte[step * STEP];
    }
    kept.addAndGet(-buffer.length);
    return buffer;
  }

  void give(byte[] buffer) {
    if (buffer.length % STEP == 0
        && buffer.length / STEP <= CLASSES
        && kept.get() < MOST_KEPT_BYTES) {
      kept.addAndGet(buffer.length);
      free[buffer.length / STEP - 1].addFirst(buffer);
    }
  }
}
