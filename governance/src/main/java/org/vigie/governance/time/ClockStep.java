package org.vigie.governance.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Recorded;

/// Something that the wall clock did and that a person should look at.
///
/// @param before what the clock said last before
/// @param after what it said first afterwards
/// @param by how far it was off what elapsed time makes of `before`; of a [Kind#LONG_STOP], how
///     long Vigie was stopped if the clock is right
public record ClockStep(Kind kind, Instant before, Instant after, Duration by) {

  /// A step forward by more than this holds deletion: footage would die before its time.
  public static final Duration HARMLESS = Duration.ofSeconds(60);

  /// How it was noticed. Names are stored in the ledger: only append.
  public enum Kind {
    /// While Vigie ran.
    RUNNING,
    /// Between a stop of Vigie and its next start.
    STOPPED,
    /// Vigie and the machine were stopped for so long that nothing can tell a long stop from a
    /// clock that was put forward.
    LONG_STOP
  }

  static final String STEPPED = "clock.stepped";

  /// Whether nothing may be deleted until it is confirmed.
  public boolean holdsDeletion() {
    return by.compareTo(HARMLESS) > 0;
  }

  /// In words, for people.
  public String words() {
    var seconds = "%+.1f s".formatted(by.toMillis() / 1000.0);
    return switch (kind) {
      case RUNNING -> "The wall clock stepped by " + seconds + ", from " + before + ".";
      case STOPPED ->
          "The wall clock stepped by "
              + seconds
              + " while Vigie was stopped, after "
              + before
              + ".";
      case LONG_STOP ->
          "Vigie and its machine were stopped from %s to %s, or the clock was put forward."
              .formatted(before, after);
    };
  }

  Map<String, Object> facts() {
    var facts = new TreeMap<String, Object>();
    facts.put("noticed", kind);
    facts.put("before", before);
    facts.put("after", after);
    facts.put("by_ms", by.toMillis());
    facts.put("holds_deletion", holdsDeletion());
    return facts;
  }

  static ClockStep of(Recorded recorded) {
    Entry entry = recorded.entry();
    long millis = entry.facts().get("by_ms") instanceof Long number ? number : 0;
    return new ClockStep(
        Kind.valueOf(entry.text("noticed")),
        Instant.parse(entry.text("before")),
        Instant.parse(entry.text("after")),
        Duration.ofMillis(millis));
  }
}
