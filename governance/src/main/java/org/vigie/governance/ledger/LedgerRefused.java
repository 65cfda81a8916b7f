package org.vigie.governance.ledger;

import java.io.IOException;

/// This ledger is not opened: somebody else holds it, or it is not what was signed. The message is
/// plain and says what to do.
public final class LedgerRefused extends IOException {

  private static final long serialVersionUID = 1L;

  public LedgerRefused(String message) {
    super(message);
  }
}
