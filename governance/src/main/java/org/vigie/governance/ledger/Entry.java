package org.vigie.governance.ledger;

import java.util.Map;
import java.util.regex.Pattern;

/// One act, as it is put into the ledger. It never holds a picture, a password or a person's name.
///
/// `facts` may hold text, whole numbers, booleans, instants, durations, enums, camera ids, and
/// lists, sets and maps of these; they are copied into plain text, [Long], [Boolean], lists and
/// maps, which is also what an entry read back holds.
///
/// @param kind what was done, in dotted lower-case words: `permit.granted`
/// @param actor who did it: a pseudonymous staff id, `vigie`, `local-administrator`, or
///     `identity-provider`
public record Entry(String kind, String actor, Map<String, Object> facts) {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z-]*(\\.[a-z][a-z-]*)*");
  private static final Pattern ACTOR = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /// @throws IllegalArgumentException if kind or actor are malformed, or a fact is of another type
  public Entry {
    if (kind.length() > 60 || !KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("not a kind of entry: " + kind);
    }
    if (!ACTOR.matcher(actor).matches()) {
      throw new IllegalArgumentException("not an actor: " + actor);
    }
    facts = Facts.plain(facts);
  }

  /// A fact that is text; empty where there is none.
  public String text(String fact) {
    return facts.get(fact) instanceof String text ? text : "";
  }
}
