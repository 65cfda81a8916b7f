package org.vigie.sight;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells an eye that hangs from one that has no processor. An eye has the lowest priority, and to
/// start is its dearest work: ended because others kept the processor from it, it would begin anew
/// on the same busy machine and be ended again. So time in which it stood ready to run and could
/// not does not count as silence. One thread.
final class Silence {

  /// Waits are read from then on: most silences are over sooner.
  private static final int PART_BEFORE_READING = 4;

  /// In patiences. However busy the machine: one of its threads may wait for a processor while
  /// another hangs.
  private static final int AT_MOST = 6;

  private final Duration patience;
  private @Nullable ProcessorWaits before;

  /// @param patience how long an eye may be silent over its work while it can run
  Silence(Duration patience) {
    this.patience = patience;
  }

  /// Called again and again.
  ///
  /// @param silence since when nothing has been heard over work that is under way; zero without any
  /// @param waits reads how long the eye has waited for a processor
  /// @return why the eye is to be ended; nothing while it is not
  Optional<String> over(Duration silence, Supplier<ProcessorWaits> waits) {
    if (silence.compareTo(patience.dividedBy(PART_BEFORE_READING)) < 0) {
      before = null;
      return Optional.empty();
    }
    if (before == null) {
      before = waits.get();
    }
    if (silence.compareTo(patience) <= 0) {
      return Optional.empty();
    }
    var waited = waits.get().since(before);
    boolean ran = silence.minus(waited).compareTo(patience) > 0;
    if (!ran && silence.compareTo(patience.multipliedBy(AT_MOST)) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "it said nothing for %.1f s over its work, %.1f s of which it waited for a processor"
            .formatted(seconds(silence), seconds(waited)));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
