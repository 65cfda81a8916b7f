package org.vigie.app;

import java.util.List;
import java.util.Map;
import org.vigie.governance.Actors;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.LedgerUnavailable;

/// What a backup needs of the one that writes the ledger: a checkpoint to begin at, and the entry
/// that says that it was made.
record BackupClerk(Ledger ledger) {

  static final String MADE = "backup.made";

  /// What `vigie backup` asks for.
  ///
  /// @param backup which one was made; empty: a checkpoint is asked for, and the rest says nothing
  /// @param entries how many of the ledger it holds
  /// @param openedBy no secret: `passphrase`, or public keys
  record Request(String backup, String sha256, long bytes, long entries, List<String> openedBy) {

    Request {
      openedBy = List.copyOf(openedBy);
    }

    static Request checkpoint() {
      return new Request("", "", 0, 0, List.of());
    }
  }

  ControlAnswer answer(Request request) {
    try {
      if (request.backup().isEmpty()) {
        ledger.publish();
        return new ControlAnswer("", List.of());
      }
      long entry = ledger.append(new Entry(MADE, Actors.LOCAL_ADMINISTRATOR, facts(request)));
      return new ControlAnswer("", List.of(Long.toString(entry)));
    } catch (LedgerUnavailable | IllegalArgumentException e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> facts(Request request) {
    return Map.of(
        "backup", request.backup(),
        "sha256", request.sha256(),
        "bytes", request.bytes(),
        "entries", request.entries(),
        "opened_by", request.openedBy());
  }
}
