package org.vigie.recording;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.vigie.model.AccessUnit;

/// How much of the last ten minutes of one camera has become durable, by the media time of its
/// parts. Of one thread.
///
/// A single silence about which there was an alarm of its own is left out, so that a camera that is
/// back is not said to be missing for ten minutes more; when there are several, they are what is
/// wrong.
final class RecordedShare {

  static final Duration LENGTH = Duration.ofMinutes(10);

  /// Ten minutes in 120 steps: a step is 1 % of them at most, of which a hundredth decides nothing.
  private static final Duration STEP = Duration.ofSeconds(5);

  private static final long TICKS_PER_MS = AccessUnit.TICKS_PER_SECOND / 1000;

  private record Sample(Duration at, long ticks) {}

  private record Silence(Duration from, Duration to) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Deque<Silence> silences = new ArrayDeque<>();

  /// One look.
  ///
  /// @param now by the elapsed clock
  /// @param ticks how much has become durable since some beginning
  void look(Duration now, long ticks) {
    if (!samples.isEmpty() && now.minus(samples.getLast().at()).compareTo(STEP) < 0) {
      return;
    }
    samples.addLast(new Sample(now, ticks));
    var begin = now.minus(LENGTH);
    while (samples.getFirst().at().plus(STEP).compareTo(begin) <= 0) {
      samples.removeFirst();
    }
    silences.removeIf(silence -> silence.to().compareTo(begin) <= 0);
  }

  /// Nothing was recorded from `from` to `to`, and there was an alarm about that.
  void silent(Duration from, Duration to) {
    silences.addLast(new Silence(from, to));
  }

  /// In percent, 0 to 100; empty until there were ten minutes, or where less than half of them
  /// counts.
  OptionalInt percent() {
    if (samples.isEmpty()) {
      return OptionalInt.empty();
    }
    var first = samples.getFirst();
    var last = samples.getLast();
    var length = last.at().minus(first.at());
    if (length.compareTo(LENGTH) < 0) {
      return OptionalInt.empty();
    }
    var counted = length.minus(leftOut(first.at()));
    if (counted.compareTo(LENGTH.dividedBy(2)) < 0) {
      return OptionalInt.empty();
    }
    long recorded = (last.ticks() - first.ticks()) / TICKS_PER_MS;
    return OptionalInt.of((int) Math.clamp(100 * recorded / counted.toMillis(), 0, 100));
  }

  private Duration leftOut(Duration begin) {
    if (silences.size() != 1) {
      return Duration.ZERO;
    }
    var silence = silences.getFirst();
    var from = silence.from().compareTo(begin) > 0 ? silence.from() : begin;
    return silence.to().minus(from);
  }
}
