package org.vigie.governance.access;

/// Why an answer may take two months longer (GDPR 12(3)). Names are stored in the ledger: only
/// append.
public enum ExtensionGround {
  /// The request is complex: many cameras, long stretches, many people to mask.
  COMPLEXITY,
  /// There are many requests.
  NUMBER
}
