package org.vigie.eye;

import java.nio.ByteBuffer;
import org.vigie.model.VideoFormat;

/// What an H.265 decoder is told before the first unit: ISO/IEC 14496-15 section 8.3.3.1.
final class Hevc {

  private static final int VPS = 32;
  private static final int SPS = 33;
  private static final int PPS = 34;

  private Hevc() {}

  /// What only repeats the SPS and is not asked for by a decoder (chroma, depths, layers) is given
  /// as the usual.
  static byte[] decoderConfiguration(VideoFormat format) {
    byte[] vps = format.videoParameters();
    byte[] sps = format.sequenceParameters();
    byte[] pps = format.pictureParameters();
    var out = ByteBuffer.allocate(23 + 3 * 5 + vps.length + sps.length + pps.length);
    out.put((byte) 1).put(format.profileTierLevel()).putShort((short) 0xf000).put((byte) 0xfc);
    out.put((byte) 0xfd).put((byte) 0xf8).put((byte) 0xf8).putShort((short) 0);
    // One layer, lengths of four bytes; three kinds of parameter sets.
    out.put((byte) (1 << 3 | 3)).put((byte) 3);
    array(out, VPS, vps);
    array(out, SPS, sps);
    array(out, PPS, pps);
    return out.array();
  }

  private static void array(ByteBuffer out, int type, byte[] set) {
    out.put((byte) (0x80 | type)).putShort((short) 1).putShort((short) set.length).put(set);
  }
}
