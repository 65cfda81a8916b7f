package org.vigie.model;

import java.util.Arrays;

/// How a stream's pictures are coded: what a decoder must know before the first access unit.
///
/// `sequenceParameters` and `pictureParameters` are one H.264 SPS and PPS NAL unit each, without
/// start code or length, as ISO/IEC 14496-10 section 7.3.2 defines them. Shared, never modified.
///
/// @param width in pixels, after cropping
/// @param height in pixels, after cropping
public record VideoFormat(
    VideoCodec codec, int width, int height, byte[] sequenceParameters, byte[] pictureParameters) {

  public enum VideoCodec {
    H264
  }

  /// The codec's name for browsers and MP4, RFC 6381: `avc1.640028`.
  public String rfc6381() {
    return "avc1.%02x%02x%02x"
        .formatted(sequenceParameters[1], sequenceParameters[2], sequenceParameters[3]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VideoFormat format
        && codec == format.codec
        && width == format.width
        && height == format.height
        && Arrays.equals(sequenceParameters, format.sequenceParameters)
        && Arrays.equals(pictureParameters, format.pictureParameters);
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
