package org.vigie.desk;

import java.time.Instant;

/// What a human decided about an alert, with the reason. It is given once.
public sealed interface Verdict {

  /// Pseudonymous.
  String person();

  Instant at();

  /// Free text; empty where there is none. Lies apart from the verdict, and is not in the ledger.
  String note();

  /// The event is real.
  ///
  /// @param reason a sentence
  record Confirmed(String person, Instant at, String reason, String note) implements Verdict {}

  /// There is nothing to act on.
  record Dismissed(String person, Instant at, DismissReason reason, String note)
      implements Verdict {}
}
