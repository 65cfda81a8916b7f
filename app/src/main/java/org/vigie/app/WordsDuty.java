package org.vigie.app;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;

/// Destroys what people typed into the ledger when its term has come. Of one thread.
final class WordsDuty {

  static final Duration EVERY = Duration.ofHours(6);

  private static final System.Logger LOG = System.getLogger(WordsDuty.class.getName());

  private final Governance governance;
  private final Duration kept;
  private final Clocks clocks;
  private final BooleanSupplier clockDoubted;

  /// @param clockDoubted holds everything that a clock set forward would destroy too early
  WordsDuty(Governance governance, Duration kept, Clocks clocks, BooleanSupplier clockDoubted) {
    this.governance = governance;
    this.kept = kept;
    this.clocks = clocks;
    this.clockDoubted = clockDoubted;
  }

  void round() {
    if (clockDoubted.getAsBoolean()) {
      return;
    }
    try {
      long erased = governance.freeText().eraseOld(kept, clocks.wall());
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
