package org.vigie.governance.viewing;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.Actors;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;

/// What was noticed of how people look at footage (R46), and the data-protection officer's answers:
/// a fold of the ledger, and the one who writes what [ViewingFold] finds. Safe for any thread;
/// readers never wait.
public final class Viewings {

  /// Between two rounds.
  public static final Duration EVERY = Duration.ofSeconds(10);

  private static final int MOST_ANSWERS = 20;
  private static final int SHORTEST_NOTE = 3;
  private static final int LONGEST_NOTE = 500;

  private final Ledger ledger;
  private final Predicate<String> oversees;
  private final Set<Noticed> written = new HashSet<>();
  private final Deque<Noticed> toWrite = new ArrayDeque<>();
  private volatile Map<Long, Viewing> byEntry = Map.of();

  /// Every change of the limits, oldest first.
  private final List<Recorded> adopted = new ArrayList<>();

  private @Nullable ViewingLimits limits;
  private @Nullable ViewingFold fold;
  private long next;

  /// @param oversees whether a person holds the right OVERSEE now
  public Viewings(Ledger ledger, Predicate<String> oversees) {
    this.ledger = ledger;
    this.oversees = oversees;
  }

  /// Takes an entry of the ledger into account.
  public synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case ViewingEntries.LIMITS -> {
        limits = ViewingEntries.limits(entry);
        adopted.add(recorded);
      }
      case ViewingEntries.NOTICED -> {
        var noticed = ViewingEntries.noticed(entry);
        written.add(noticed);
        put(new Viewing(recorded.index(), recorded.at(), noticed, List.of()));
      }
      case ViewingEntries.ANSWERED -> {
        var about = byEntry.get(ViewingEntries.number(entry, "noticed"));
        if (about != null) {
          put(
              about.with(
                  new Viewing.Answer(
                      recorded.at(),
                      entry.actor(),
                      ViewingAnswer.valueOf(entry.text("answer")),
                      entry.text("note"))));
        }
      }
      default -> {}
    }
  }

  private void put(Viewing viewing) {
    var all = new TreeMap<>(byEntry);
    all.put(viewing.entry(), viewing);
    byEntry = all;
  }

  /// Brings the town's limits into force: into the ledger, where they are others than before.
  ///
  /// @param before when the last entry was written before this start
  public synchronized void adopt(ViewingLimits wanted, Optional<Instant> before) {
    if (!wanted.equals(limits)) {
      append(new Entry(ViewingEntries.LIMITS, Actors.VIGIE, ViewingEntries.facts(wanted)));
    }
    var begin = before.map(at -> monthBefore(at, wanted.zone())).orElse(Instant.MIN);
    fold = new ViewingFold(begin);
    next = 0;
    var alertsFrom = begin.equals(Instant.MIN) ? begin : begin.minus(ViewingFold.ALERTS_FOR);
    long first = firstAt(alertsFrom);
    // Not by reading the whole ledger once more.
    adopted.stream().filter(recorded -> recorded.index() < first).forEach(this::take);
    next = first;
  }

  /// Findings of the month before may not be written yet: Vigie was off when it ended.
  private static Instant monthBefore(Instant at, ZoneId zone) {
    var month = YearMonth.from(at.atZone(zone)).minusMonths(1);
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }

  /// The first entry that is not before an instant, as far as clocks went forward.
  private long firstAt(Instant at) {
    long low = 0;
    long high = ledger.size();
    while (low < high) {
      long middle = (low + high) / 2;
      if (ledger.find(middle).filter(found -> !found.at().isBefore(at)).isPresent()) {
        high = middle;
      } else {
        // Also where it is not there any more: years are deleted from the beginning.
        low = middle + 1;
      }
    }
    return low;
  }

  /// Reads what is new in the ledger, and writes what it shows; nothing before [#adopt].
  public synchronized void round() {
    if (fold == null) {
      return;
    }
    long size = ledger.size();
    read(next, size, ViewingFold::tells);
    next = size;
    // Nights end also while nobody asks for anything.
    var by = fold;
    ledger.find(size - 1).ifPresent(newest -> toWrite.addAll(by.at(newest.at())));
    while (!toWrite.isEmpty()) {
      var noticed = toWrite.getFirst();
      if (!written.contains(noticed)) {
        append(new Entry(ViewingEntries.NOTICED, Actors.VIGIE, ViewingEntries.facts(noticed)));
      }
      toWrite.removeFirst();
    }
  }

  private void read(long from, long to, Predicate<String> kinds) {
    ledger.replay(
        from,
        kinds,
        recorded -> {
          if (recorded.index() < to) {
            take(recorded);
          }
        });
  }

  private void take(Recorded recorded) {
    if (fold != null) {
      toWrite.addAll(fold.take(recorded));
    }
  }

  /// What a person who oversees may know of: all but what is about themselves; the newest first.
  public List<Viewing> list(String person) {
    if (!oversees.test(person)) {
      return List.of();
    }
    return byEntry.values().stream()
        .filter(viewing -> !viewing.noticed().person().equals(person))
        .sorted(Comparator.comparing(Viewing::entry).reversed())
        .toList();
  }

  /// Answers something that was noticed; needs the right OVERSEE.
  ///
  /// @param note a sentence, 3 to 500 characters; goes into the ledger
  /// @throws Refused also if there is nothing of that number that the person may know of; that is
  ///     in the ledger
  public synchronized Viewing answer(String person, long entry, ViewingAnswer answer, String note)
      throws Refused {
    var facts = new HashMap<String, Object>();
    facts.put("noticed", entry);
    facts.put("answer", answer);
    if (!oversees.test(person)) {
      throw refused(person, facts, "You do not hold the right OVERSEE.");
    }
    var viewing = byEntry.get(entry);
    if (viewing == null || viewing.noticed().person().equals(person)) {
      throw refused(person, facts, "Nothing of that number was noticed.");
    }
    if (note.length() < SHORTEST_NOTE || note.length() > LONGEST_NOTE) {
      throw refused(person, facts, "Say in 3 to 500 characters what was found.");
    }
    if (viewing.answers().size() >= MOST_ANSWERS) {
      throw refused(person, facts, "It has " + MOST_ANSWERS + " answers already.");
    }
    facts.put("person", viewing.noticed().person());
    facts.put("note", note);
    append(new Entry(ViewingEntries.ANSWERED, person, facts));
    return byEntry.getOrDefault(entry, viewing);
  }

  private Refused refused(String person, Map<String, Object> facts, String why) {
    facts.put("why", why);
    append(new Entry(ViewingEntries.REFUSED, person, facts));
    return new Refused(why);
  }

  /// Whether somebody may read an entry of the ledger about viewing: nobody reads what was noticed
  /// of them, or answered about it.
  public static boolean mayRead(String person, Entry entry) {
    return !areAbout(entry.kind()) || !entry.text("person").equals(person);
  }

  /// Whether entries of a kind are about viewing.
  public static boolean areAbout(String kind) {
    return kind.startsWith("viewing.");
  }

  private void append(Entry entry) {
    long index = ledger.append(entry);
    ledger.find(index).ifPresent(this::fold);
  }
}
