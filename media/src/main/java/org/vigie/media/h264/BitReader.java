package org.vigie.media.h264;

import org.vigie.media.MediaException;

/// Reads the bits of one NAL unit, skipping emulation prevention bytes (ISO/IEC 14496-10 section
/// 7.4.1; H.265 has the same). Every read past the end throws [MediaException.Broken].
public final class BitReader {

  private final byte[] nal;
  private int at;
  private int bit;
  private int zeros;

  /// @param from the first byte to read; 1 skips the NAL unit's header
  public BitReader(byte[] nal, int from) {
    this.nal = nal;
    this.at = from;
  }

  public int bit() throws MediaException {
    if (bit == 0 && zeros >= 2 && at < nal.length && nal[at] == 3) {
      at++;
      zeros = 0;
    }
    if (at >= nal.length) {
      throw new MediaException.Broken("the video parameters end too early");
    }
    int value = (nal[at] >> (7 - bit)) & 1;
    if (++bit == 8) {
      bit = 0;
      zeros = nal[at] == 0 ? zeros + 1 : 0;
      at++;
    }
    return value;
  }

  public int bits(int count) throws MediaException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /// An unsigned Exp-Golomb number (section 9.1) of at most `most`.
  public int unsigned(int most) throws MediaException {
    int zeroes = 0;
    while (bit() == 0) {
      if (++zeroes > 30) {
        throw new MediaException.Broken("the video parameters hold an impossible number");
      }
    }
    int value = (1 << zeroes) - 1 + bits(zeroes);
    if (value > most) {
      throw new MediaException.Broken("the video parameters hold an impossible number");
    }
    return value;
  }

  /// A signed Exp-Golomb number (section 9.1.1).
  public int signed() throws MediaException {
    int code = unsigned(Integer.MAX_VALUE);
    return (code & 1) == 1 ? (code >>> 1) + 1 : -(code >>> 1);
  }
}
