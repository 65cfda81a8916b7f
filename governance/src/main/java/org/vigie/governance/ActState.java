package org.vigie.governance;

import java.time.Instant;
import org.vigie.model.Span;

/// Where an act stands. Names are shown and stored: only append.
public enum ActState {
  /// Its file says that it is not decided yet: read and checked, never in force.
  DRAFT,
  /// Decided, and its first instant is to come.
  PUBLISHED,
  /// It covers what it names.
  IN_FORCE,
  /// Somebody who may has suspended it; what it covers has stopped until it is resumed.
  SUSPENDED,
  /// For good: by order, or while its file is gone.
  REVOKED,
  /// Its end has been seen, whatever the clock says since.
  EXPIRED;

  /// Pure: the same file, orders and instants always give the same state.
  ///
  /// @param order the last one about it in the ledger
  /// @param at the instant asked about
  /// @param seen the latest wall time ever read: a clock set back revives nothing
  public static ActState of(boolean draft, Span dates, ActOrder order, Instant at, Instant seen) {
    if (order == ActOrder.REVOKED) {
      return REVOKED;
    }
    if (draft) {
      return DRAFT;
    }
    if (!seen.isBefore(dates.to()) || !at.isBefore(dates.to())) {
      return EXPIRED;
    }
    if (order == ActOrder.SUSPENDED) {
      return SUSPENDED;
    }
    return at.isBefore(dates.from()) ? PUBLISHED : IN_FORCE;
  }
}
