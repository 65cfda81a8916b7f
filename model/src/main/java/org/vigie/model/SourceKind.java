package org.vigie.model;

/// What a camera is that does not stand in one place and is not always there. Names are stored in
/// the
/// ledger: only append.
public enum SourceKind {
  /// It flies. Masked whole; no rule judges it.
  DRONE,
  /// Somebody wears it. Masked whole; no rule judges it; nothing of it is ever analysed.
  BODY
}
