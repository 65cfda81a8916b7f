package org.vigie.model;

import java.time.Instant;

/// The coded bytes of one picture.
///
/// `bytes` holds its NAL units, each preceded by its length in four bytes, big-endian (ISO/IEC
/// 14496-15 section 5.3), without parameter sets, access unit delimiters or filler: those are in
/// the run's [VideoFormat]. It belongs to whoever receives the unit and is never modified.
///
/// @param ticks media time in 1/90000 s, unwrapped, counted from an arbitrary origin of its run
/// @param wall when the picture was taken, by this machine's wall clock, as well as is known
/// @param key whether decoding can begin here (an IDR picture)
public record AccessUnit(long ticks, Instant wall, boolean key, byte[] bytes) {

  /// Media ticks in a second.
  public static final int TICKS_PER_SECOND = 90_000;
}
