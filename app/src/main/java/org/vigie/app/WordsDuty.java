package org.vigie.app;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;
import org.vigie.governance.ledger.FreeText;
import org.vigie.governance.ledger.LedgerUnavailable;

/// Destroys what people typed into the ledger when its term has come. Of one thread.
final class WordsDuty {

  static final Duration EVERY = Duration.ofHours(6);

  private static final System.Logger LOG = System.getLogger(WordsDuty.class.getName());

  private final FreeText words;
  private final Clocks clocks;
  private final BooleanSupplier clockDoubted;

  /// @param clockDoubted holds everything that a clock set forward would destroy too early
  WordsDuty(FreeText words, Clocks clocks, BooleanSupplier clockDoubted) {
    this.words = words;
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
    } catch (IOException | LedgerUnavailable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "old words in the ledger cannot be destroyed, trying again in six hours: {0}",
          e.getMessage());
    }
  }
}
