package org.vigie.verify.witness;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigie.verify.Begun;
import org.vigie.verify.Fault;
import org.vigie.verify.Head;
import org.vigie.verify.Note;
import org.vigie.verify.TileTree;

/// One look at a log from outside: whether what it publishes now continues what the witness knows,
/// entry by entry. What does is accepted and cosigned; anything else is a [Refusal].
final class Pull {

  /// A witness that was away for longer begins anew.
  private static final int MOST_YEARS = 50;

  private final LogSource source;
  private final TownKey key;
  private final Witness witness;

  Pull(LogSource source, TownKey key, Witness witness) {
    this.source = source;
    this.key = key;
    this.witness = witness;
  }

  private record Year(PublishedLog log, Note note, Head head) {}

  private record Step(Year year, Begun begun) {}

  /// @param whole everything that is published is compared again, not only what is new
  /// @return the cosigned notes, oldest first: more than one where a year has turned
  /// @throws IOException if the log cannot be read now
  /// @throws Refusal if it is not what it was; kept as evidence
  List<String> round(boolean whole) throws IOException, Refusal {
    var prefix =
        source
            .newest()
            .orElseThrow(() -> new Refusal("There is no ledger at " + source.place() + "."));
    var newest = year(prefix);
    try {
      return follow(newest, whole);
    } catch (Refusal e) {
      witness.refuse(newest.note, newest.head.origin(), e.getMessage());
      throw e;
    }
  }

  private Year year(String prefix) throws IOException, Refusal {
    var log = new PublishedLog(source, prefix);
    var where = source.place() + ": " + prefix + "checkpoint";
    var text = log.checkpoint().orElseThrow(() -> new Refusal(where + " is missing."));
    try {
      var note = Note.read(text, where);
      return new Year(log, note, key.head(note, where));
    } catch (Fault e) {
      witness.refuse(text, e.getMessage());
      throw new Refusal(e.getMessage());
    }
  }

  private List<String> follow(Year newest, boolean whole) throws IOException, Refusal {
    var due = new ArrayDeque<Step>();
    var known = witness.store().newest(key);
    var at = newest;
    var cosigned = new ArrayList<String>();
    if (known.isPresent()
        && TownKey.year(at.head.origin()).orElse(0) < TownKey.year(known.get()).orElse(0)) {
      throw new Refusal(
          "The log of %s is gone: the newest that is published now is %s."
              .formatted(known.get(), at.head.origin()));
    }
    while (known.isPresent() && !at.head.origin().equals(known.get())) {
      var begun = begun(at);
      var before = before(at, begun);
      if (due.size() == MOST_YEARS) {
        throw new Refusal("More years lie between " + known.get() + " and now than can be.");
      }
      due.push(new Step(at, begun));
      if (ended(known.get(), before)) {
        break;
      }
      at = year(prefix(before.origin()));
      if (!at.head.isSame(before)) {
        throw new Refusal(
            "The log %s says that %s ended with %d entries and another root than is published now."
                .formatted(due.element().year.head.origin(), before.origin(), before.size()));
      }
    }
    if (due.isEmpty() || at.head.origin().equals(known.orElse(""))) {
      cosigned.add(advance(at, Optional.empty(), whole));
    }
    for (var step : due) {
      cosigned.add(advance(step.year, Optional.of(step.begun), whole));
    }
    return cosigned;
  }

  /// Whether the year that the witness knows ended exactly where it stands: then its files may be
  /// gone.
  private boolean ended(String known, Head before) throws IOException, Refusal {
    var seen = witness.store().seen(key, known);
    return seen.isPresent() && seen.get().isSame(before);
  }

  private static String prefix(String origin) {
    return "%04d/".formatted(TownKey.year(origin).orElse(0));
  }

  private Begun begun(Year year) throws IOException, Refusal {
    var origin = year.head.origin();
    var line =
        year.log
            .text("begun")
            .orElseThrow(
                () ->
                    new Refusal(
                        "The file `begun` of "
                            + origin
                            + " is missing, which says how the year before ended."));
    try {
      return Begun.read(line, "The file `begun` of " + origin);
    } catch (Fault e) {
      throw new Refusal(e.getMessage());
    }
  }

  /// The last checkpoint of the year before, as a log says it.
  private Head before(Year year, Begun begun) throws Refusal {
    var origin = year.head.origin();
    var before = begun.before();
    if (before.isEmpty()
        || !key.signs(before.get().origin())
        || TownKey.year(before.get().origin()).orElse(9999) >= TownKey.year(origin).orElse(0)) {
      throw new Refusal(
          origin + " was begun anew: it does not say that it follows an earlier year's log.");
    }
    return before.get();
  }

  /// Checks one log up to its published checkpoint, and cosigns that.
  private String advance(Year year, Optional<Begun> begun, boolean whole)
      throws IOException, Refusal {
    var head = year.head;
    var seen = witness.store().seen(key, head.origin());
    long accepted = seen.map(Head::size).orElse(0L);
    var leaves = Leaves.open(witness.store().leaves(head.origin()), accepted);
    var check = new LogComparison(year.log, head, leaves);
    if (head.size() < accepted) {
      check.requireSame(Math.min(head.size(), leaves.count()));
      throw new Refusal(
          "%s was rolled back: %d entries were cosigned, %d are published now. The first entry missing is %d."
              .formatted(head.origin(), accepted, head.size(), head.size()));
    }
    long before = leaves.count();
    check.read(whole, seen);
    if (begun.isPresent()
        && (head.size() == 0 || !Arrays.equals(leaves.get(0), begun.get().leaf()))) {
      throw new Refusal(
          "Entry 0 of %s is not the one in its file `begun`.".formatted(head.origin()));
    }
    check.requireTiles(whole ? 0 : before - before % TileTree.WIDTH);
    leaves.flush();
    return witness.accept(head, year.note, key);
  }
}
