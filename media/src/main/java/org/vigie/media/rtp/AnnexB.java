package org.vigie.media.rtp;

/// Finds start codes (Annex B of ISO/IEC 14496-10 and of 23008-2) where none should be.
final class AnnexB {

  /// The three bytes 0, 0, 1.
  static final int CODE_BYTES = 3;

  private AnnexB() {}

  /// Where the next start code begins that a byte follows; `end` if there is none.
  static int next(byte[] bytes, int from, int end) {
    for (int i = from; i + CODE_BYTES < end; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        return i;
      }
    }
    return end;
  }
}
