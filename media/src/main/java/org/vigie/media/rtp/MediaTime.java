package org.vigie.media.rtp;

import org.vigie.model.AccessUnit;

/// Turns RTP timestamps of 32 bits into media ticks of 64. Used by one thread.
///
/// A timestamp is checked against the time that has really passed since the last one. Where it is
/// off by more than [#MOST_OFF_SECONDS] (the camera's clock was set, its encoder restarted), the
/// ticks go on by the time that passed, and the jump is reported.
final class MediaTime {

  static final int MOST_OFF_SECONDS = 10;

  /// Steps back up to this are a camera's jitter, or pictures that are not sent in the order in
  /// which they are shown: see [DecodeOrder].
  private static final double MOST_BACK_SECONDS = 1;

  private final int rate;
  private boolean begun;
  private int last;
  private long lastArrived;
  private long unwrapped;
  private boolean jumped;

  /// @param rate timestamps in a second
  MediaTime(int rate) {
    this.rate = rate;
  }

  /// The ticks at which the next picture is shown.
  long next(int timestamp, long arrivedNanos) {
    jumped = false;
    if (begun) {
      double step = (timestamp - last) / (double) rate;
      double passed = Math.max(0, (arrivedNanos - lastArrived) / 1e9);
      if (step < -MOST_BACK_SECONDS || Math.abs(step - passed) > MOST_OFF_SECONDS) {
        jumped = true;
        unwrapped += Math.round(passed * rate);
      } else {
        unwrapped += timestamp - last;
      }
    }
    begun = true;
    last = timestamp;
    lastArrived = arrivedNanos;
    return Math.floorDiv(Math.multiplyExact(unwrapped, AccessUnit.TICKS_PER_SECOND), rate);
  }

  /// Whether the last picture's timestamp had jumped.
  boolean jumped() {
    return jumped;
  }
}
