package org.vigie.governance.access;

/// Why access may be refused: the closed list of the law. Names are stored in the ledger: only
/// append.
public enum RefusalGround {
  /// CSI L253-5.
  STATE_SECURITY,
  DEFENCE,
  PUBLIC_SECURITY,
  JUDICIAL_PROCEEDINGS,
  /// CSI L253-5, GDPR 15(4): masking the others is not enough.
  RIGHTS_OF_OTHERS,
  /// GDPR 12(6).
  IDENTITY_NOT_ESTABLISHED,
  /// GDPR 12(5).
  MANIFESTLY_EXCESSIVE
}
