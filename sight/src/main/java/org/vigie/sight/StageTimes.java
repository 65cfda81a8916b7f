package org.vigie.sight;

import org.vigie.link.wire.Done;

/// Processor time that the eye spent on one camera's pictures since sight started, by stage, in
/// nanoseconds.
///
/// @param decodeNanos from coded bytes to pictures
/// @param gateNanos whether anything differs from the background
/// @param detectNanos a detector, where there is one
/// @param trackNanos what hangs together, what it is, and where it goes
/// @param maskNanos which blocks are hidden; and hiding and coding them while somebody watches
public record StageTimes(
    long decodeNanos, long gateNanos, long detectNanos, long trackNanos, long maskNanos) {

  /// Nothing has been spent.
  public static final StageTimes NONE = new StageTimes(0, 0, 0, 0, 0);

  StageTimes plus(Done done) {
    return new StageTimes(
        decodeNanos + done.getDecodeNanos(),
        gateNanos + done.getGateNanos(),
        detectNanos + done.getDetectNanos(),
        trackNanos + done.getTrackNanos(),
        maskNanos + done.getMaskNanos());
  }
}
