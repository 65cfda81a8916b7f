package org.vigie.governance.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The entry could not be made durable (disk full, failed flush, ledger closed): what it was to
/// announce must not happen. The message is one plain sentence.
public final class LedgerUnavailable extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  public LedgerUnavailable(String message, IOException cause) {
    super(message, cause);
  }
}
