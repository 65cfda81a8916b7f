package org.vigie.model;

import java.util.Arrays;

/// How a stream's pictures are coded: what a decoder must know before the first access unit.
///
/// The parameter sets are one NAL unit each, without start code or length: SPS and PPS as ISO/IEC
/// 14496-10 section 7.3.2 defines them, or VPS, SPS and PPS as ISO/IEC 23008-2 does. Shared, never
/// modified.
///
/// @param width in pixels, after cropping
/// @param height in pixels, after cropping
/// @param videoParameters the VPS of H.265; empty for H.264, which has none
public record VideoFormat(
    VideoCodec codec,
    int width,
    int height,
    byte[] sequenceParameters,
    byte[] pictureParameters,
    byte[] videoParameters) {

  public enum VideoCodec {
    H264,
    H265
  }

  /// A format without a VPS.
  public VideoFormat(
      VideoCodec codec,
      int width,
      int height,
      byte[] sequenceParameters,
      byte[] pictureParameters) {
    this(codec, width, height, sequenceParameters, pictureParameters, new byte[0]);
  }

  /// The codec's name for browsers and MP4, RFC 6381: `avc1.640028`, `hvc1.1.6.L93.B0`.
  public String rfc6381() {
    return switch (codec) {
      case H264 ->
          "avc1.%02x%02x%02x"
              .formatted(sequenceParameters[1], sequenceParameters[2], sequenceParameters[3]);
      case H265 -> hvc1(profileTierLevel());
    };
  }

  /// The 12 bytes of general_profile_space to general_level_idc of an H.265 SPS (ISO/IEC 23008-2
  /// section 7.3.3), without the emulation prevention bytes among them. Zeros where the SPS is too
  /// short.
  public byte[] profileTierLevel() {
    var found = new byte[12];
    int zeros = 0;
    int count = 0;
    // Two bytes of NAL unit header, one of VPS id and sub-layers.
    for (int i = 3; i < sequenceParameters.length && count < found.length; i++) {
      byte value = sequenceParameters[i];
      if (zeros >= 2 && value == 3) {
        zeros = 0;
      } else {
        zeros = value == 0 ? zeros + 1 : 0;
        found[count++] = value;
      }
    }
    return found;
  }

  /// ISO/IEC 14496-15 annex E.3.
  private static String hvc1(byte[] general) {
    int space = general[0] >> 6 & 3;
    int compatible = 0;
    for (int i = 0; i < 4; i++) {
      compatible = compatible << 8 | general[1 + i] & 0xff;
    }
    var name = new StringBuilder("hvc1.");
    if (space > 0) {
      name.append((char) ('A' + space - 1));
    }
    name.append(general[0] & 0x1f).append('.');
    name.append(
        Integer.toHexString(Integer.reverse(compatible)).toUpperCase(java.util.Locale.ROOT));
    name.append((general[0] & 0x20) != 0 ? ".H" : ".L").append(general[11] & 0xff);
    int constraints = 11;
    while (constraints > 5 && general[constraints - 1] == 0) {
      constraints--;
    }
    for (int i = 5; i < constraints; i++) {
      name.append(".%X".formatted(general[i]));
    }
    return name.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VideoFormat format
        && codec == format.codec
        && width == format.width
        && height == format.height
        && Arrays.equals(sequenceParameters, format.sequenceParameters)
        && Arrays.equals(pictureParameters, format.pictureParameters)
        && Arrays.equals(videoParameters, format.videoParameters);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sequenceParameters) * 31 + Arrays.hashCode(pictureParameters);
  }

  @Override
  public String toString() {
    return codec + " " + width + "x" + height;
  }
}
