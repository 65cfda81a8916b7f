package org.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;

/// Dates pictures: from their media ticks, their arrivals, and this machine's two clocks.
/// `design/time.md` gives the reasons and the formula of the uncertainty. Used by one thread;
/// nothing is allocated per picture but the date.
///
/// No picture can arrive before it was taken, so the one that came with the least delay says best
/// how media time and elapsed time belong together: over [#WINDOW_NANOS] to twice that, the least
/// `arrival - media time` is what all are dated by. Media time is the camera's ticks at the rate
/// that [DelayTrend] measured, at most [#MOST_DRIFT] off. What is still wrong is corrected little
/// by little, so that wall times rise strictly and durations stay true: by at most [#STEADY] of the
/// time that passes, more only where [#correction] says so.
final class PictureTimes {

  /// A change of wall time against elapsed time, from one picture to the next, that is no
  /// adjustment but a step.
  static final Duration STEP = Duration.ofMillis(500);

  /// No quartz is worse, even in the sun; what runs further off than this is not followed.
  static final double MOST_DRIFT = 0.03;

  /// The usual bound of corrections.
  static final double STEADY = 500e-6;

  /// The bound while dates are off by more than [#TOLERATED]; counted in [#caughtUpNanos].
  static final double CATCHING_UP = 0.01;

  /// The bound in the first seconds of a connection, when nothing better is known.
  static final double SETTLING = 0.1;

  static final Duration TOLERATED = Duration.ofMillis(100);

  /// Dates that are further off are not corrected any more: the run ends, and the next one is dated
  /// anew.
  static final Duration MOST_OFF = Duration.ofSeconds(1);

  /// What nothing here can see: the constant part of the way from lens to socket.
  static final Duration HIDDEN_DELAY = Duration.ofMillis(250);

  /// As that, before a window has passed: the first picture may be a stored one.
  static final Duration FIRST_DELAY = Duration.ofSeconds(1);

  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int RATE_WINDOWS = 9;
  private static final long DRIFT_WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int DRIFT_WINDOWS = 30;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Clocks clocks;
  private final DelayTrend rates = new DelayTrend(WINDOW_NANOS, RATE_WINDOWS);
  private final DelayTrend drifts = new DelayTrend(DRIFT_WINDOW_NANOS, DRIFT_WINDOWS);

  /// Wall time less elapsed time, as read last and as pictures are dated by.
  private long offset;

  private long adopted;
  private boolean begun;
  private long lastTicks;
  private long lastWall;

  /// Media time of the last picture: its ticks at the measured rate.
  private long media;

  private double rate;

  /// Wall time less media time, of the last picture.
  private long shift;

  private long windowEnds;
  private long leastNow;
  private long leastBefore;
  private boolean measured;
  private int windows;
  private boolean settled;
  private long caughtUp;

  PictureTimes(Clocks clocks) {
    this.clocks = clocks;
    this.offset = readOffset();
    this.adopted = offset;
  }

  /// A new connection: its ticks have nothing to do with earlier ones.
  void forget() {
    begun = false;
    measured = false;
    settled = false;
    rates.forget();
    drifts.forget();
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
    long raw = mediaNanos(ticks);
    if (!begun) {
      begin(raw, arrivedNanos);
    } else {
      long passed = raw - mediaNanos(lastTicks);
      media += passed + Math.round(passed * rate);
      follow(arrivedNanos - media, arrivedNanos);
      if (rates.add(arrivedNanos - raw, arrivedNanos)) {
        rate = Math.clamp(rates.trend(), -MOST_DRIFT, MOST_DRIFT);
      }
      drifts.add(arrivedNanos - raw, arrivedNanos);
      correct(passed);
    }
    lastTicks = ticks;
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

  /// By how much dates are too early and cannot be corrected inside a run; zero if all is well.
  Duration off() {
    long error = begun && settled ? error() : 0;
    return Math.abs(error) > MOST_OFF.toNanos() ? Duration.ofNanos(error) : Duration.ZERO;
  }

  /// From the next picture on dates follow the wall clock as it is now, and the least delay as it
  /// is known now.
  ///
  /// @return by how much dates change
  Duration adopt() {
    long change = offset - adopted + off().toNanos();
    adopted = offset;
    shift += change;
    lastWall = Math.min(lastWall, lastWall + change);
    return Duration.ofNanos(change);
  }

  /// Grows whenever a window has passed: [#uncertainty] and [#driftPpm] may say something new.
  int windows() {
    return windows;
  }

  /// How far dates may be off, either way.
  Duration uncertainty() {
    if (!measured) {
      return clocks.wallError().plus(FIRST_DELAY);
    }
    long spread = Math.abs(error()) + Math.abs(leastNow - leastBefore);
    return clocks.wallError().plus(HIDDEN_DELAY).plusNanos(spread);
  }

  /// Whether [#driftPpm] means anything yet.
  boolean knowsDrift() {
    return drifts.isKnown();
  }

  /// How much faster than this machine's elapsed clock the camera's ticks run, in millionths.
  int driftPpm() {
    double trend = drifts.trend();
    return (int) Math.round(-trend / (1 + trend) * 1e6);
  }

  /// By how much dates were moved faster than [#STEADY] allows, either way, since the beginning but
  /// for the first seconds of connections.
  long caughtUpNanos() {
    return caughtUp;
  }

  private void begin(long raw, long arrivedNanos) {
    begun = true;
    media = raw;
    rate = 0;
    long delay = arrivedNanos - raw;
    rates.add(delay, arrivedNanos);
    drifts.add(delay, arrivedNanos);
    leastNow = delay;
    leastBefore = delay;
    windowEnds = arrivedNanos + WINDOW_NANOS;
    shift = Math.max(adopted + delay, lastWall + 1_000_000 - media);
  }

  private void follow(long delay, long arrivedNanos) {
    if (arrivedNanos >= windowEnds) {
      leastBefore = leastNow;
      leastNow = delay;
      windowEnds = arrivedNanos + WINDOW_NANOS;
      measured = true;
      windows++;
    }
    leastNow = Math.min(leastNow, delay);
  }

  private void correct(long passed) {
    long error = error();
    // The rate is measured after a few windows; until then a drift looks like an error.
    settled |= measured && rates.isKnown() && Math.abs(error) <= TOLERATED.toNanos();
    double most = Math.max(0, passed) * correction(error);
    long correction = Math.round(Math.clamp((double) error, -most, most));
    if (settled) {
      caughtUp += Math.max(0, Math.abs(correction) - Math.round(passed * STEADY));
    }
    shift += correction;
  }

  private double correction(long error) {
    if (!settled) {
      return SETTLING;
    }
    return Math.abs(error) > TOLERATED.toNanos() ? CATCHING_UP : STEADY;
  }

  /// By how much the last date is too early.
  private long error() {
    return adopted + Math.min(leastNow, leastBefore) - shift;
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
