package org.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;

/// Dates pictures: from their media ticks, their arrivals, and this machine's two clocks.
/// `design/time.md` gives the reasons. Used by one thread.
///
/// No picture can arrive before it was taken, so the one that came with the least delay says best
/// how media time and elapsed time belong together: over [#WINDOW_NANOS] to twice that, the least
/// `arrival - ticks` is what all are dated by. Corrections are spread, at most [#MOST_SLEW] of the
/// media time that passes, so that wall times rise strictly and durations stay true.
final class PictureTimes {

  /// A change of wall time against elapsed time, from one picture to the next, that is no
  /// adjustment but a step.
  static final Duration STEP = Duration.ofMillis(500);

  static final double MOST_SLEW = 0.1;

  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Clocks clocks;

  /// Wall time less elapsed time, as read last and as pictures are dated by.
  private long offset;

  private long adopted;
  private boolean begun;
  private long lastMedia;
  private long lastWall;

  /// Wall time less media time, of the last picture.
  private long shift;

  private long windowEnds;
  private long leastNow;
  private long leastBefore;
  private boolean settled;

  PictureTimes(Clocks clocks) {
    this.clocks = clocks;
    this.offset = readOffset();
    this.adopted = offset;
  }

  /// A new connection: its ticks have nothing to do with earlier ones.
  void forget() {
    begun = false;
    settled = false;
    offset = readOffset();
    if (!step().isZero()) {
      // The clock was set meanwhile: the next picture may well be dated before the last one.
      lastWall = 0;
    }
    adopted = offset;
  }

  /// When a picture was taken. Later than the one before, unless [#adopt] stands between.
  Instant date(long ticks, long arrivedNanos) {
    watchClock();
    long media = mediaNanos(ticks);
    long delay = arrivedNanos - media;
    if (!begun) {
      begun = true;
      leastNow = delay;
      leastBefore = delay;
      windowEnds = arrivedNanos + WINDOW_NANOS;
      shift = Math.max(adopted + delay, lastWall + 1_000_000 - media);
    } else {
      follow(delay, arrivedNanos);
      double most = (media - lastMedia) * MOST_SLEW;
      shift += Math.round(Math.clamp(adopted + least() - (double) shift, -most, most));
    }
    lastMedia = media;
    lastWall = Math.max(media + shift, lastWall + 1000);
    return Instant.ofEpochSecond(
        Math.floorDiv(lastWall, NANOS_PER_SECOND), Math.floorMod(lastWall, NANOS_PER_SECOND));
  }

  /// By how much the wall clock has stepped since [#adopt]; zero if it has not. Until then pictures
  /// are dated as if it had not.
  Duration step() {
    long difference = offset - adopted;
    return Math.abs(difference) > STEP.toNanos() ? Duration.ofNanos(difference) : Duration.ZERO;
  }

  /// From the next picture on dates follow the wall clock as it is now.
  void adopt() {
    long stepped = offset - adopted;
    adopted = offset;
    shift += stepped;
    lastWall = Math.min(lastWall, lastWall + stepped);
  }

  /// How far dates may be off, either way.
  Duration uncertainty() {
    return settled ? Duration.ofMillis(250) : Duration.ofSeconds(1);
  }

  private void follow(long delay, long arrivedNanos) {
    if (arrivedNanos >= windowEnds) {
      leastBefore = leastNow;
      leastNow = delay;
      windowEnds = arrivedNanos + WINDOW_NANOS;
      settled = true;
    }
    leastNow = Math.min(leastNow, delay);
  }

  private long least() {
    return Math.min(leastNow, leastBefore);
  }

  private void watchClock() {
    long now = readOffset();
    boolean stepped = Math.abs(now - offset) > STEP.toNanos();
    if (!stepped && step().isZero()) {
      // NTP's slow adjustments are followed as they come.
      adopted = now;
    }
    offset = now;
  }

  /// Read between two readings of elapsed time; again if this thread was held up in between, since
  /// that would look like a step.
  private long readOffset() {
    long offsetRead = 0;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = clocks.elapsedNanos();
      var wall = clocks.wall();
      long after = clocks.elapsedNanos();
      offsetRead =
          wall.getEpochSecond() * NANOS_PER_SECOND
              + wall.getNano()
              - (before + (after - before) / 2);
      if (after - before < STEP.toNanos() / 10) {
        break;
      }
    }
    return offsetRead;
  }

  private static long mediaNanos(long ticks) {
    return ticks * (NANOS_PER_SECOND / 10_000) / (AccessUnit.TICKS_PER_SECOND / 10_000);
  }
}
