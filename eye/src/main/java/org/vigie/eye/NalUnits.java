package org.vigie.eye;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;

/// One coded picture of an Annex B stream, H.264 or H.265, as access units hold it.
///
/// @param sets the parameter sets in force with it
/// @param key whether decoding can begin here
/// @param bytes its NAL units but parameter sets, delimiters and filler, each behind its length;
///     none if there is no coded slice among them
record NalUnits(NalUnits.Sets sets, boolean key, byte[] bytes) {

  /// The parameter sets in force; empty where they have not come.
  record Sets(byte[] vps, byte[] sps, byte[] pps, boolean h265) {

    static final Sets NONE = new Sets(new byte[0], new byte[0], new byte[0], false);

    boolean isComplete() {
      return sps.length >= 4 && pps.length >= 2 && h265 == vps.length > 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sets sets
          && h265 == sets.h265
          && Arrays.equals(vps, sets.vps)
          && Arrays.equals(sps, sets.sps)
          && Arrays.equals(pps, sets.pps);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sps) * 31 + Arrays.hashCode(pps);
    }
  }

  /// What a NAL unit is to us.
  private enum Part {
    VPS,
    SPS,
    PPS,
    KEY_SLICE,
    SLICE,
    KEPT,
    LEFT_OUT
  }

  /// @param before the sets in force before this picture
  static NalUnits read(boolean h265, byte[] annexB, Sets before) {
    byte[] vps = before.vps;
    byte[] sps = before.sps;
    byte[] pps = before.pps;
    boolean key = false;
    boolean slice = false;
    var kept = new ArrayList<byte[]>();
    for (var unit : Avc.units(annexB)) {
      var part = h265 ? partOfH265(unit) : partOfH264(unit);
      key |= part == Part.KEY_SLICE;
      slice |= part == Part.KEY_SLICE || part == Part.SLICE;
      switch (part) {
        case VPS -> vps = unit;
        case SPS -> sps = unit;
        case PPS -> pps = unit;
        case KEY_SLICE, SLICE, KEPT -> kept.add(unit);
        case LEFT_OUT -> {}
      }
    }
    var sets = new Sets(h265 ? vps : new byte[0], sps, pps, h265);
    return new NalUnits(sets, key, slice ? joined(kept) : new byte[0]);
  }

  private static byte[] joined(Iterable<byte[]> units) {
    int size = 0;
    for (var unit : units) {
      size += 4 + unit.length;
    }
    var bytes = ByteBuffer.allocate(size);
    units.forEach(unit -> bytes.putInt(unit.length).put(unit));
    return bytes.array();
  }

  private static Part partOfH264(byte[] unit) {
    return switch (unit[0] & 0x1f) {
      case 5 -> Part.KEY_SLICE;
      case 1, 2, 3, 4 -> Part.SLICE;
      case 7 -> Part.SPS;
      case 8 -> Part.PPS;
      case 6 -> Part.KEPT;
      default -> Part.LEFT_OUT;
    };
  }

  private static Part partOfH265(byte[] unit) {
    int type = unit[0] >> 1 & 0x3f;
    if (type >= 16 && type <= 23) {
      return Part.KEY_SLICE;
    }
    if (type < 10) {
      return Part.SLICE;
    }
    return switch (type) {
      case 32 -> Part.VPS;
      case 33 -> Part.SPS;
      case 34 -> Part.PPS;
      case 39, 40 -> Part.KEPT;
      default -> Part.LEFT_OUT;
    };
  }
}
