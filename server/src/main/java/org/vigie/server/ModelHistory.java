package org.vigie.server;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.governance.ledger.Recorded;

/// Which models a town has taken in and loaded, as the ledger tells it. One thread.
final class ModelHistory {

  /// Each model once; a town loads one at every start.
  private final Map<String, Told> told = new LinkedHashMap<>();

  /// Takes an entry into account; only those about models matter.
  void take(Recorded recorded) {
    var entry = recorded.entry();
    if (entry.kind().equals("model.added") || entry.kind().equals("model.loaded")) {
      var known = told.get(entry.text("sha256"));
      told.put(
          entry.text("sha256"),
          new Told(
              entry.text("name"),
              entry.text("sha256"),
              entry.text("licence"),
              entry.text("source"),
              known == null ? recorded.at() : known.first(),
              recorded.at(),
              recorded.index()));
    }
  }

  /// @param inUse what the eyes work with now
  Answer answer(Optional<ModelView> inUse) {
    return new Answer(inUse, List.copyOf(told.values()));
  }

  /// @param told every model that the ledger tells of
  record Answer(Optional<ModelView> inUse, List<Told> told) {}

  /// @param entry the newest that tells of it
  record Told(
      String name,
      String sha256,
      String licence,
      String source,
      Instant first,
      Instant last,
      long entry) {}
}
