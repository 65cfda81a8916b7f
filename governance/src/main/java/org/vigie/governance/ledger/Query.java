package org.vigie.governance.ledger;

/// Which entries to read, newest first.
///
/// @param before only entries with a smaller index; [Long#MAX_VALUE] to begin with the newest
/// @param limit how many at most, 1 to 1000
/// @param actor only this actor's; empty for everyone's
/// @param kind only this kind, or with a final dot all kinds that begin with it (`permit.`); empty
///     for all
public record Query(long before, int limit, String actor, String kind) {

  public Query {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit is 1 to 1000, not " + limit);
    }
  }

  /// The newest entries of everyone and every kind.
  public static Query newest(int limit) {
    return new Query(Long.MAX_VALUE, limit, "", "");
  }

  /// Whether an entry's text could be wanted: cheap, and never wrong when it says no.
  boolean mayWant(String body) {
    return (actor.isEmpty() || body.contains(actor)) && (kind.isEmpty() || body.contains(kind));
  }

  boolean wants(Entry entry) {
    return (actor.isEmpty() || actor.equals(entry.actor()))
        && (kind.isEmpty()
            || kind.equals(entry.kind())
            || (kind.endsWith(".") && entry.kind().startsWith(kind)));
  }
}
