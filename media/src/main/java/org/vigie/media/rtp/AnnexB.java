package org.vigie.media.rtp;

import org.vigie.media.h264.H264;

/// Finds start codes (ISO/IEC 14496-10 Annex B) where none should be.
final class AnnexB {

  /// The three bytes 0, 0, 1.
  static final int CODE_BYTES = 3;

  private AnnexB() {}

  /// Where the next start code begins that a usual NAL unit follows; `end` if there is none.
  static int next(byte[] bytes, int from, int end) {
    for (int i = from; i + CODE_BYTES < end; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        int type = H264.type(bytes[i + CODE_BYTES]);
        if (type >= H264.SLICE && type <= H264.DELIMITER) {
          return i;
        }
      }
    }
    return end;
  }
}
