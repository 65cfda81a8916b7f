package org.vigie.governance.access;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.vigie.governance.Refused;
import org.vigie.governance.access.AccessCase.Film;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;

/// The cases as they stand, and who may work on them: what a step needs before it is written, and
/// what it is afterwards. Safe for any thread; readers never wait.
final class AccessBook {

  private final Ledger ledger;
  private final AccessCases.Rights rights;
  private final Supplier<Instant> now;
  private volatile Map<String, AccessCase> byNumber = Map.of();

  AccessBook(Ledger ledger, AccessCases.Rights rights, Supplier<Instant> now) {
    this.ledger = ledger;
    this.rights = rights;
    this.now = now;
  }

  void fold(Recorded recorded) {
    if (recorded.entry().kind().startsWith("access.")) {
      take(recorded.entry(), recorded.at());
    }
  }

  Collection<AccessCase> all() {
    return byNumber.values();
  }

  Optional<AccessCase> find(String number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  Instant now() {
    return now.get();
  }

  boolean mayAnswer(String person, Set<CameraId> cameras) {
    return rights.mayAnswer(person, cameras);
  }

  synchronized void take(Entry entry, Instant at) {
    var next =
        AccessEntries.after(Optional.ofNullable(byNumber.get(entry.text("case"))), entry, at);
    next.ifPresent(
        changed -> {
          var all = new TreeMap<>(byNumber);
          all.put(changed.number(), changed);
          byNumber = all;
        });
  }

  void write(String person, String kind, Map<String, Object> facts) {
    var entry = new Entry(kind, person, facts);
    ledger.append(entry);
    take(entry, now());
  }

  AccessCase found(String number) {
    return find(number).orElseThrow(() -> new IllegalStateException("no case " + number));
  }

  AccessCase requireOpen(String person, String number, Map<String, Object> facts) throws Refused {
    var one = requireCase(person, number, facts);
    if (!one.isOpen()) {
      throw deny(person, facts, "The case has been answered.");
    }
    return one;
  }

  AccessCase requireCase(String person, String number, Map<String, Object> facts) throws Refused {
    var one = find(number);
    if (one.isEmpty()) {
      throw deny(person, facts, "There is no such case.");
    }
    if (!mayAnswer(person, one.get().cameras())) {
      throw deny(
          person, facts, "You do not hold the right ANSWER_ACCESS for each of the case's cameras.");
    }
    return one.get();
  }

  Refused deny(String person, Map<String, Object> facts, String why) {
    var all = new HashMap<>(facts);
    all.put("why", why);
    ledger.append(new Entry(AccessEntries.DENIED, person, all));
    return new Refused(why);
  }

  Film requireFilm(AccessCase one, int film, String person, Map<String, Object> facts)
      throws Refused {
    var found = one.film(film);
    if (found.isEmpty()) {
      throw deny(person, facts, "The case has no such film.");
    }
    return found.get();
  }

  String nextNumber(int year) {
    var prefix = "%04d-".formatted(year);
    int last =
        byNumber.keySet().stream()
            .filter(number -> number.startsWith(prefix))
            .mapToInt(number -> Integer.parseInt(number, 5, 9, 10))
            .max()
            .orElse(0);
    return prefix + "%04d".formatted(last + 1);
  }
}
