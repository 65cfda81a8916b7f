package org.vigie.media.h264;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.vigie.media.MediaException;
import org.vigie.model.VideoFormat;

/// NAL unit types and parameter sets of H.264 (ISO/IEC 14496-10). Pure.
public final class H264 {

  public static final int SLICE = 1;
  public static final int IDR_SLICE = 5;
  public static final int SEI = 6;
  public static final int SPS = 7;
  public static final int PPS = 8;
  public static final int DELIMITER = 9;
  public static final int FILLER = 12;

  /// The longest parameter set taken; real ones have some tens of bytes.
  private static final int MOST_PARAMETER_BYTES = 4096;

  private H264() {}

  /// The type, 0 to 31, that the first byte of a NAL unit names.
  public static int type(byte header) {
    return header & 0x1f;
  }

  /// Whether the NAL unit carries coded picture data (types 1 to 5).
  public static boolean isSlice(int type) {
    return type >= SLICE && type <= IDR_SLICE;
  }

  /// The format that one SPS and one PPS describe, each a NAL unit without start code or length.
  ///
  /// Trailing zeros, and a start code that some cameras leave behind the PPS in their SDP (GW
  /// Security), are cut off.
  ///
  /// @throws MediaException.Broken if they are not such, or describe no possible picture
  public static VideoFormat format(byte[] sps, byte[] pps) throws MediaException {
    var sequence = trim(sps);
    var picture = trim(pps);
    if (sequence.length > MOST_PARAMETER_BYTES || picture.length > MOST_PARAMETER_BYTES) {
      throw new MediaException.Broken("the H.264 parameters are too long");
    }
    var size = Sps.parse(sequence);
    if (pictureParametersId(picture) < 0) {
      throw new MediaException.Broken("the H.264 picture parameters are not such");
    }
    return new VideoFormat(
        VideoFormat.VideoCodec.H264, size.width(), size.height(), sequence, picture);
  }

  /// The id of a PPS NAL unit, 0 to 255; -1 if it is none.
  public static int pictureParametersId(byte[] pps) {
    try {
      return pps.length < 2 || type(pps[0]) != PPS ? -1 : new BitReader(pps, 1).unsigned(255);
    } catch (MediaException e) {
      return -1;
    }
  }

  /// The id of an SPS NAL unit, 0 to 31; -1 if it is none.
  public static int sequenceParametersId(byte[] sps) {
    try {
      return sps.length < 5 || type(sps[0]) != SPS ? -1 : new BitReader(sps, 4).unsigned(31);
    } catch (MediaException e) {
      return -1;
    }
  }

  /// Whether the NAL unit is a slice whose pictures may refer to later ones (a B slice), so that
  /// pictures are sent in another order than they are shown.
  ///
  /// @param head the first bytes of the NAL unit; 12 are enough
  public static boolean isBidirectional(byte[] head) {
    try {
      int type = head.length == 0 ? 0 : type(head[0]);
      if (type != SLICE && type != 2) {
        return false;
      }
      var in = new BitReader(head, 1);
      in.unsigned(Integer.MAX_VALUE);
      int slice = in.unsigned(9);
      return slice == 1 || slice == 6;
    } catch (MediaException e) {
      return false;
    }
  }

  /// How many pictures may be overtaken in the order of showing (max_num_reorder_frames); -1 where
  /// the SPS does not say.
  public static int reorderDepth(byte[] sps) {
    try {
      return Sps.parse(sps).reorderDepth();
    } catch (MediaException e) {
      return -1;
    }
  }

  /// What a decoder is told before the first unit: ISO/IEC 14496-15 section 5.3.3.1, `avcC`.
  public static byte[] decoderConfiguration(VideoFormat format) throws MediaException {
    var sps = format.sequenceParameters();
    var pps = format.pictureParameters();
    if (sps.length < 4) {
      throw new MediaException.Broken("the H.264 sequence parameters are not such");
    }
    var chroma = chromaConfiguration(sps);
    // Version 1; profile, compatibility, level; lengths of four bytes; one SPS; one PPS.
    return ByteBuffer.allocate(11 + sps.length + pps.length + chroma.length)
        .put((byte) 1)
        .put(sps, 1, 3)
        .put((byte) 0xff)
        .put((byte) 0xe1)
        .putShort((short) sps.length)
        .put(sps)
        .put((byte) 1)
        .putShort((short) pps.length)
        .put(pps)
        .put(chroma)
        .array();
  }

  /// The part of an `avcC` box that only some profiles have: chroma format and bit depths.
  ///
  /// @return nothing, or the four bytes of ISO/IEC 14496-15 section 5.3.3.1.2
  public static byte[] chromaConfiguration(byte[] sps) throws MediaException {
    int profile = sps[1] & 0xff;
    if (profile != 100 && profile != 110 && profile != 122 && profile != 144) {
      return new byte[0];
    }
    var parsed = Sps.parse(sps);
    return new byte[] {
      (byte) (0xfc | parsed.chroma()),
      (byte) (0xf8 | parsed.lumaDepth() - 8),
      (byte) (0xf8 | parsed.chromaDepth() - 8),
      0
    };
  }

  /// Cuts what follows the NAL unit's last byte that is not zero, which by section 7.4.1 cannot be
  /// zero itself, and forgotten start codes.
  private static byte[] trim(byte[] nal) {
    int end = nal.length;
    for (int before = -1; before != end; ) {
      before = end;
      if (end > 4 && nal[end - 1] == 1 && nal[end - 2] == 0 && nal[end - 3] == 0) {
        end -= 3;
      }
      while (end > 0 && nal[end - 1] == 0) {
        end--;
      }
    }
    return end == nal.length ? nal : Arrays.copyOf(nal, end);
  }
}
