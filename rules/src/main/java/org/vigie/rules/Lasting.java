package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One signal for a condition that lasts: told once it has held for `patience`, and again only
/// after it has been over for `rearm`.
final class Lasting {

  private final Duration patience;
  private final Duration rearm;
  private @Nullable Instant since;
  private @Nullable Instant overSince;
  private boolean told;

  Lasting(Duration patience, Duration rearm) {
    this.patience = patience;
    this.rearm = rearm;
  }

  /// @param holds whether the condition is there
  /// @param over whether it is clearly not; between the two neither is said
  /// @return since when it has held, if it is to be told now
  Optional<Instant> see(boolean holds, boolean over, Instant at) {
    if (told) {
      rest(over, at);
      return Optional.empty();
    }
    if (!holds) {
      since = null;
      return Optional.empty();
    }
    if (since == null) {
      since = at;
    }
    told = !since.plus(patience).isAfter(at);
    return told ? Optional.of(since) : Optional.empty();
  }

  private void rest(boolean over, Instant at) {
    if (!over) {
      overSince = null;
      return;
    }
    if (overSince == null) {
      overSince = at;
    }
    if (!overSince.plus(rearm).isAfter(at)) {
      forget();
    }
  }

  /// Starts afresh.
  void forget() {
    since = null;
    overSince = null;
    told = false;
  }
}
