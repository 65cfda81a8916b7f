package org.vigie.media.h265;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.vigie.media.MediaException;
import org.vigie.model.VideoFormat;

/// NAL unit types and parameter sets of H.265 (ISO/IEC 23008-2). Pure.
public final class H265 {

  /// Types below are of pictures that refer to nothing before the last key frame (section 7.4.2.2).
  public static final int FIRST_LEADING = 6;

  /// RASL_N: shown before a key frame, refers to what was sent before it.
  public static final int SKIPPED_LEADING = 8;

  /// RASL_R, the same that others refer to.
  public static final int SKIPPED_LEADING_REFERENCE = 9;

  private static final int FIRST_KEY = 16;
  private static final int LAST_KEY = 23;
  public static final int VPS = 32;
  public static final int SPS = 33;
  public static final int PPS = 34;
  public static final int DELIMITER = 35;
  public static final int FILLER = 38;
  public static final int PREFIX_SEI = 39;
  public static final int SUFFIX_SEI = 40;

  /// The longest parameter set taken; real ones have some tens of bytes.
  private static final int MOST_PARAMETER_BYTES = 4096;

  private static final int LEAST_PARAMETER_BYTES = 3;

  private H265() {}

  /// The type, 0 to 63, that the first of the two bytes of a NAL unit's header names.
  public static int type(byte header) {
    return header >> 1 & 0x3f;
  }

  /// Whether the NAL unit carries coded picture data (types 0 to 31).
  public static boolean isSlice(int type) {
    return type < VPS;
  }

  /// Whether decoding can begin with a picture of this type: IDR, BLA or CRA (IRAP pictures).
  public static boolean isKey(int type) {
    return type >= FIRST_KEY && type <= LAST_KEY;
  }

  /// The format that one parameter set of each kind describes, each a NAL unit without start code
  /// or length. Trailing zeros are cut off.
  ///
  /// @throws MediaException.Broken if they are not such, or describe no possible picture
  public static VideoFormat format(byte[] vps, byte[] sps, byte[] pps) throws MediaException {
    var video = checked(vps, VPS);
    var sequence = checked(sps, SPS);
    var picture = checked(pps, PPS);
    var size = Sps.parse(sequence);
    return new VideoFormat(
        VideoFormat.VideoCodec.H265, size.width(), size.height(), sequence, picture, video);
  }

  /// How many pictures may be shown later than one that is decoded after them; -1 if the SPS cannot
  /// be read.
  public static int reorderDepth(byte[] sps) {
    try {
      return Sps.parse(sps).reorderDepth();
    } catch (MediaException e) {
      return -1;
    }
  }

  /// What a decoder is told before the first unit: ISO/IEC 14496-15 section 8.3.3.1, `hvcC`.
  public static byte[] decoderConfiguration(VideoFormat format) throws MediaException {
    var vps = format.videoParameters();
    var sps = format.sequenceParameters();
    var pps = format.pictureParameters();
    var parsed = Sps.parse(sps);
    var out = ByteBuffer.allocate(23 + 3 * 5 + vps.length + sps.length + pps.length);
    out.put((byte) 1).put(format.profileTierLevel());
    // Segmentation and parallelism unknown; the bits above are reserved and set.
    out.putShort((short) 0xf000).put((byte) 0xfc);
    out.put((byte) (0xfc | parsed.chroma()));
    out.put((byte) (0xf8 | parsed.lumaDepth() - 8)).put((byte) (0xf8 | parsed.chromaDepth() - 8));
    // Frame rate unknown; lengths of four bytes.
    out.putShort((short) 0);
    out.put((byte) (parsed.subLayers() << 3 | (parsed.nested() ? 4 : 0) | 3));
    out.put((byte) 3);
    array(out, VPS, vps);
    array(out, SPS, sps);
    array(out, PPS, pps);
    return out.array();
  }

  private static void array(ByteBuffer out, int type, byte[] set) {
    // The highest bit: there are no others of this kind in the samples.
    out.put((byte) (0x80 | type)).putShort((short) 1).putShort((short) set.length).put(set);
  }

  private static byte[] checked(byte[] nal, int type) throws MediaException {
    int end = nal.length;
    while (end > 0 && nal[end - 1] == 0) {
      end--;
    }
    if (end < LEAST_PARAMETER_BYTES || type(nal[0]) != type) {
      throw new MediaException.Broken("the H.265 parameters are not such");
    }
    if (end > MOST_PARAMETER_BYTES) {
      throw new MediaException.Broken("the H.265 parameters are too long");
    }
    return end == nal.length ? nal : Arrays.copyOf(nal, end);
  }
}
