package org.vigie.governance.viewing;

/// What the data-protection officer did about something that was noticed. Names are stored in the
/// ledger: only append.
public enum ViewingAnswer {
  /// Asked the person, and waits for what they say.
  ASKED,
  /// It has an explanation; it is over.
  EXPLAINED,
  /// Taken further, outside Vigie.
  TAKEN_FURTHER
}
