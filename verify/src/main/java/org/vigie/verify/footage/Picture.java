package org.vigie.verify.footage;

import java.util.Arrays;

/// One picture of a fragment.
///
/// @param ticks when it is decoded, on its file's or reel's time line of 1/90000 s
/// @param flags sample flags of ISO/IEC 14496-12
/// @param shift composition offset
record Picture(long ticks, long duration, int flags, int shift, byte[] bytes) {

  /// Whether it can be decoded by itself: sample_is_non_sync_sample is not set (8.8.3.1).
  boolean isKey() {
    return (flags & 0x10000) == 0;
  }

  /// Whether both are the same picture, whatever time line they stand on.
  boolean isSame(Picture other) {
    return duration == other.duration
        && flags == other.flags
        && shift == other.shift
        && Arrays.equals(bytes, other.bytes);
  }
}
