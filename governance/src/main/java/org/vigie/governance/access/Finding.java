package org.vigie.governance.access;

/// Why there is nothing to hand over. Names are stored in the ledger: only append.
public enum Finding {
  /// The footage had reached its act's limit.
  DESTROYED,
  /// No camera of the town recorded there and then.
  NOT_RECORDED,
  /// It was recorded and looked through; the person is not in it.
  NOT_SEEN
}
