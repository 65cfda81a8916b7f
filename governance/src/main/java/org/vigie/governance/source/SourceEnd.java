package org.vigie.governance.source;

/// Why a source films no more. Names are stored in the ledger: only append.
public enum SourceEnd {
  /// Its time is over.
  EXPIRED,
  /// A person has ended it.
  CLOSED,
  /// No act covers it any more.
  ACT,
  /// It is no source of the configuration any more, or may not be open for so long.
  CONFIGURATION
}
