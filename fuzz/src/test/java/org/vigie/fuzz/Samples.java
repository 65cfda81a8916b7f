package org.vigie.fuzz;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// What honest writers write.
public final class Samples {

  /// As an x264 encoder made them, 640x480.
  public static final byte[] SPS =
      HexFormat.of().parseHex("6764001eacb201405ff2e022000003000200000300641e2c5c90");

  public static final byte[] PPS = HexFormat.of().parseHex("68ebc3cb22c0");

  /// As an x265 encoder made them, 1920x1080.
  public static final byte[] VPS_265 =
      HexFormat.of().parseHex("40010c01ffff016000000300900000030000030078999809");

  public static final byte[] SPS_265 =
      HexFormat.of()
          .parseHex(
              "420101016000000300900000030000030078a003c08010e5966669"
                  + "24cae010000003001000000301e080");

  public static final byte[] PPS_265 = HexFormat.of().parseHex("4401c172b46240");

  private Samples() {}

  public static VideoFormat format() {
    try {
      return H264.format(SPS, PPS);
    } catch (MediaException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Two pictures, the first a key picture.
  public static List<AccessUnit> units() {
    var wall = java.time.Instant.parse("2031-03-30T00:59:58.250Z");
    return List.of(
        new AccessUnit(0, 0, wall, true, new byte[] {0, 0, 0, 3, 0x65, (byte) 0x88, (byte) 0x84}),
        new AccessUnit(
            3600, wall.plusMillis(40), false, new byte[] {0, 0, 0, 2, 0x41, (byte) 0x9a}));
  }

  public static byte[] init() {
    return Mp4.init(format());
  }

  public static byte[] fragment(int number, long baseTicks) {
    var out = ByteBuffer.allocate(Mp4.fragmentSize(units()));
    Mp4.writeFragment(out, number, baseTicks, units(), 7200);
    return out.array();
  }

  /// Any bytes behind one another.
  public static byte[] joined(byte[]... parts) {
    var out = new java.io.ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
