package org.vigie.governance.relay;

/// Why a relay ended. Names are stored in the ledger: only append.
public enum RelayEnd {
  /// The partner has left, and did not come back within a minute.
  LEFT,
  /// The agreement is over, or does not name the camera any more.
  AGREEMENT,
  /// No recording act covers the camera any more.
  ACT,
  /// The time for which a person opened it is over.
  EXPIRED,
  /// A person ended it.
  CLOSED,
  /// Seeing clear was stopped in the whole town.
  STOPPED,
  /// Who opened it no longer holds the right.
  HABILITATION,
  /// Vigie was stopped.
  RESTART
}
