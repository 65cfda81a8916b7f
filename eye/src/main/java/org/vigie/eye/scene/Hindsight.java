package org.vigie.eye.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What is known of the pictures of a time of learning once it is over: everything that was masked
/// in any of them, or would have been.
///
/// They were masked whole because somebody might have stood there whom nobody had seen move yet.
/// When learning ends, everything that moved during it is known, and one mask that hides all of it
/// is as good for them as the next mask is for the next picture. Not for the pictures before the
/// background was known, nor for those before a stretch that nobody judged.
final class Hindsight {

  /// Pictures further apart than this have others between them that nobody judged.
  private static final double UNBROKEN_SECONDS = 0.25;

  /// Further back than this no mask holds: whoever looks for masks need not look further ahead.
  private static final Duration MOST = Duration.ofMinutes(2);

  private final BitSet masked = new BitSet();
  private @Nullable Instant since;

  /// A picture that could not be judged: what is known begins after it.
  void restart() {
    masked.clear();
    since = null;
  }

  /// A judged picture of a time of learning.
  ///
  /// @param seconds since the picture before it
  void add(BitSet blocks, Instant at, double seconds) {
    var from = since;
    if (from == null || from.isAfter(at) || seconds > UNBROKEN_SECONDS) {
      restart();
      since = at;
    }
    masked.or(blocks);
  }

  /// The first picture after it.
  ///
  /// @param blocks what this picture needs masked; what those before it need is added
  /// @return since when that holds
  Instant end(BitSet blocks, Instant at, double seconds) {
    var from = since;
    if (from == null) {
      return at;
    }
    add(blocks, at, seconds);
    blocks.or(masked);
    from = since;
    restart();
    return from == null || from.isBefore(at.minus(MOST)) ? at : from;
  }
}
