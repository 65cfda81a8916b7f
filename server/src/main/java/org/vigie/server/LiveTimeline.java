package org.vigie.server;

import org.vigie.model.AccessUnit;

/// Places the pictures of a live view on one unbroken time line, as Media Source Extensions want:
/// each picture lasts until the next one is expected, and the next begins where it ended. Whatever
/// is left out in between (a pause, pictures dropped, a new run) is cut out of the time line, not
/// shown as a hole in which a player would stop.
///
/// Used by one thread.
final class LiveTimeline {

  private static final long FIRST_INTERVAL = AccessUnit.TICKS_PER_SECOND / 10;
  private static final long SHORTEST = AccessUnit.TICKS_PER_SECOND / 120;
  private static final long LONGEST = 2 * AccessUnit.TICKS_PER_SECOND;

  private boolean begun;
  private long origin;
  private long last;
  private long interval = FIRST_INTERVAL;
  private long base;
  private long end;

  /// Takes the next picture; then [#base] and [#duration] are its place.
  void next(long ticks) {
    base = end;
    if (begun) {
      long step = ticks - last;
      if (step <= 0 || step > LONGEST) {
        // Pretend that it came when it was expected.
        origin = ticks - base;
      } else {
        interval = step;
      }
    } else {
      begun = true;
      origin = ticks;
    }
    last = ticks;
    end = Math.max(base + SHORTEST, ticks - origin + interval);
  }

  /// Where the picture begins, in ticks from 0.
  long base() {
    return base;
  }

  /// How long it lasts, in ticks.
  long duration() {
    return end - base;
  }
}
