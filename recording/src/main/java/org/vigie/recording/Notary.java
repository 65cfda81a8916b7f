package org.vigie.recording;

import org.vigie.governance.ledger.Entry;

/// Where acts are written down before they take effect: the ledger.
public interface Notary {

  /// @throws org.vigie.governance.ledger.LedgerUnavailable if it is not durable
  long append(Entry entry);
}
