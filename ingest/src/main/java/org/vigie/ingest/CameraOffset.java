package org.vigie.ingest;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// How far a camera's own clock is ahead of this machine's: the median of its last sender reports,
/// so that one that was held up on the way, or is nonsense, moves nothing. Used by one thread.
final class CameraOffset {

  /// Cameras send one every few seconds.
  private static final int REPORTS = 9;

  private final long[] millis = new long[REPORTS];
  private int known;
  private int next;

  void forget() {
    known = 0;
    next = 0;
  }

  void add(Duration ahead) {
    millis[next] = ahead.toMillis();
    next = (next + 1) % REPORTS;
    known = Math.min(known + 1, REPORTS);
  }

  /// Empty before the first report.
  Optional<Duration> median() {
    if (known == 0) {
      return Optional.empty();
    }
    var sorted = Arrays.copyOf(millis, known);
    Arrays.sort(sorted);
    return Optional.of(Duration.ofMillis(sorted[known / 2]));
  }
}
