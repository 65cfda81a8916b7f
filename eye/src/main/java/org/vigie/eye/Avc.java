package org.vigie.eye;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.VideoFormat;

/// H.264's two packagings: Annex B (start codes) and ISO/IEC 14496-15 (lengths).
final class Avc {

  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int DELIMITER = 9;

  private Avc() {}

  /// What a decoder is told before the first unit: ISO/IEC 14496-15 section 5.3.3.1.
  static byte[] decoderConfiguration(VideoFormat format) {
    byte[] sps = format.sequenceParameters();
    byte[] pps = format.pictureParameters();
    return ByteBuffer.allocate(11 + sps.length + pps.length)
        .put((byte) 1)
        .put(sps, 1, 3)
        .put((byte) 0xff)
        .put((byte) 0xe1)
        .putShort((short) sps.length)
        .put(sps)
        .put((byte) 1)
        .putShort((short) pps.length)
        .put(pps)
        .array();
  }

  /// One coded picture taken apart.
  ///
  /// @param sps the last one in it; empty where there is none
  /// @param pps the last one in it; empty where there is none
  /// @param bytes its other NAL units, each behind its length in four bytes
  record Parsed(byte[] sps, byte[] pps, byte[] bytes) {}

  static Parsed fromAnnexB(byte[] annexB) {
    byte[] sps = {};
    byte[] pps = {};
    var rest = new ArrayList<byte[]>();
    int size = 0;
    for (var unit : units(annexB)) {
      switch (unit[0] & 0x1f) {
        case SPS -> sps = unit;
        case PPS -> pps = unit;
        case DELIMITER -> {}
        default -> {
          rest.add(unit);
          size += 4 + unit.length;
        }
      }
    }
    var bytes = ByteBuffer.allocate(size);
    rest.forEach(unit -> bytes.putInt(unit.length).put(unit));
    return new Parsed(sps, pps, bytes.array());
  }

  /// The NAL units of an Annex B stream, without empty ones and trailing zeros.
  static List<byte[]> units(byte[] annexB) {
    var units = new ArrayList<byte[]>();
    int start = startCode(annexB, 0);
    while (start < annexB.length) {
      int next = startCode(annexB, start + 3);
      int end = next;
      while (end > start + 3 && annexB[end - 1] == 0) {
        end--;
      }
      if (end > start + 3) {
        units.add(java.util.Arrays.copyOfRange(annexB, start + 3, end));
      }
      start = next;
    }
    return units;
  }

  /// Where the next 00 00 01 is, from `from` on; the length where there is none.
  private static int startCode(byte[] bytes, int from) {
    for (int i = from; i + 3 <= bytes.length; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        return i;
      }
    }
    return bytes.length;
  }
}
