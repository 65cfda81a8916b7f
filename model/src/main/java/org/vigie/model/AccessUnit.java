package org.vigie.model;

import java.time.Instant;

/// The coded bytes of one picture. Units follow one another in the order in which they are decoded,
/// which is not always that in which the pictures were taken (B-frames).
///
/// `bytes` holds its NAL units, each preceded by its length in four bytes, big-endian (ISO/IEC
/// 14496-15 section 5.3), without parameter sets, access unit delimiters or filler: those are in
/// the run's [VideoFormat]. It belongs to whoever receives the unit and is never modified.
///
/// @param ticks its place on the time line of decoding: 1/90000 s, unwrapped, strictly rising,
///     counted from an arbitrary origin of its run
/// @param compositionTicks how much later than at `ticks` the picture is shown; may be negative;
///     always 0 where pictures are sent in the order in which they were taken
/// @param wall the wall time of `ticks`, by this machine's clock, as well as is known; strictly
///     rising. See [#taken]
/// @param key whether decoding can begin here (an IDR picture, or of H.265 any IRAP picture)
public record AccessUnit(
    long ticks, int compositionTicks, Instant wall, boolean key, byte[] bytes) {

  /// Media ticks in a second.
  public static final int TICKS_PER_SECOND = 90_000;

  /// A picture that is shown when it is decoded.
  public AccessUnit(long ticks, Instant wall, boolean key, byte[] bytes) {
    this(ticks, 0, wall, key, bytes);
  }

  /// The picture's place on the time line of showing, on the scale of `ticks`.
  public long presentationTicks() {
    return ticks + compositionTicks;
  }

  /// When the picture was taken, by this machine's wall clock, as well as is known.
  public Instant taken() {
    return compositionTicks == 0 ? wall : wall.plusNanos(compositionTicks * 100_000L / 9);
  }

  /// The same picture elsewhere on the time line of decoding.
  public AccessUnit at(long otherTicks) {
    return new AccessUnit(otherTicks, compositionTicks, wall, key, bytes);
  }
}
