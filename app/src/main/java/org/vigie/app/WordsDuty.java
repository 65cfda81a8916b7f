package org.vigie.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.vigie.base.Clocks;
import org.vigie.desk.StateUnavailable;
import org.vigie.governance.ledger.FreeText;
import org.vigie.governance.ledger.LedgerUnavailable;

/// Destroys what people typed into the ledger when its term has come, and deletes what is as old of
/// the shift log. Of one thread.
final class WordsDuty {

  static final Duration EVERY = Duration.ofHours(6);

  private static final System.Logger LOG = System.getLogger(WordsDuty.class.getName());

  private final FreeText words;
  private final ToLongFunction<Instant> endLog;
  private final Clocks clocks;
  private final BooleanSupplier clockDoubted;

  /// @param endLog deletes what is too old then of the shift log, and says how much that was
  /// @param clockDoubted holds everything that a clock set forward would destroy too early
  WordsDuty(
      FreeText words, ToLongFunction<Instant> endLog, Clocks clocks, BooleanSupplier clockDoubted) {
    this.words = words;
    this.endLog = endLog;
    this.clocks = clocks;
    this.clockDoubted = clockDoubted;
  }

  void round() {
    if (clockDoubted.getAsBoolean()) {
      return;
    }
    try {
      long erased = words.eraseOld(clocks.wall());
      if (erased > 0) {
        LOG.log(System.Logger.Level.INFO, "the words of {0} old ledger entries are gone", erased);
      }
      long ended = endLog.applyAsLong(clocks.wall());
      if (ended > 0) {
        LOG.log(System.Logger.Level.INFO, "{0} old lines of the shift log are gone", ended);
      }
    } catch (IOException | LedgerUnavailable | StateUnavailable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "old words cannot be destroyed, trying again in six hours: {0}",
          e.getMessage());
    }
  }
}
