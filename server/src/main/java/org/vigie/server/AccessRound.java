package org.vigie.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.vigie.governance.access.AccessCase;
import org.vigie.governance.access.AccessCases;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.server.access.CopyShelf;

/// Reminds people of answers that are due and of footage that would die before its copy is made,
/// and destroys copies and words at their term, unless the clock may be ahead. Of one thread.
final class AccessRound {

  static final Duration EVERY = Duration.ofMinutes(1);

  /// An answer is an alarm from so long before its deadline.
  static final Duration DUE_SOON = Duration.ofDays(7);

  /// Footage is an alarm when so little is left of its life and nothing of the place is copied.
  static final Duration DIES_SOON = Duration.ofHours(24);

  private static final System.Logger LOG = System.getLogger(AccessRound.class.getName());

  private final Town town;
  private final AccessStores stores;
  private final AccessCases cases;
  private Set<String> due = new HashSet<>();
  private Set<String> dying = new HashSet<>();

  AccessRound(Town town, AccessStores stores) {
    this.town = town;
    this.stores = stores;
    this.cases = town.governance().access();
  }

  void round() {
    remind();
    if (!town.clock().holdsDeletion()) {
      try {
        erase();
      } catch (IOException | LedgerUnavailable e) {
        LOG.log(
            Level.ERROR,
            "what is kept of access requests is not destroyed at its term: " + e.getMessage());
      }
    }
  }

  private void remind() {
    var now = cases.now();
    var dueNow = new HashSet<String>();
    var dyingNow = new HashSet<String>();
    for (var one : cases.list()) {
      if (!one.isOpen()) {
        continue;
      }
      if (!now.isBefore(one.due().minus(DUE_SOON))) {
        dueNow.add(one.number());
        town.alarms()
            .raise(
                AlarmKind.ACCESS_DUE,
                one.number(),
                "Access request %s must be answered before %s.".formatted(one.number(), one.due()));
      }
      diesFirst(one, now)
          .ifPresent(
              end -> {
                dyingNow.add(one.number());
                town.alarms()
                    .raise(
                        AlarmKind.ACCESS_FOOTAGE,
                        one.number(),
                        "Footage that access request %s asks for is destroyed at %s, and no copy of it is made."
                            .formatted(one.number(), end));
              });
    }
    end(AlarmKind.ACCESS_DUE, due, dueNow);
    end(AlarmKind.ACCESS_FOOTAGE, dying, dyingNow);
    due = dueNow;
    dying = dyingNow;
  }

  private void end(AlarmKind kind, Set<String> before, Set<String> now) {
    before.stream()
        .filter(number -> !now.contains(number))
        .forEach(n -> town.alarms().end(kind, n));
  }

  /// When the first footage dies of which nothing is copied, if that is soon. A judge's hold keeps
  /// it for the judge: it is not shown past its limit, so it counts as dying.
  private Optional<Instant> diesFirst(AccessCase one, Instant now) {
    return one.places().stream()
        .filter(place -> !AccessAnswers.isCopied(one, place))
        .flatMap(
            place ->
                AccessAnswers.firstEnd(town.recorder().ends(place.camera(), place.span())).stream())
        .filter(end -> end.isAfter(now) && !now.isBefore(end.minus(DIES_SOON)))
        .min(Instant::compareTo);
  }

  private void erase() throws IOException {
    var now = town.clocks().wall();
    var wanted = new HashSet<String>();
    for (var one : cases.list()) {
      boolean has = one.films().stream().anyMatch(film -> film.copy().isPresent());
      if (has && !now.isBefore(one.copiesEnd())) {
        cases.eraseCopies(one.number());
      } else {
        one.films().stream()
            .flatMap(film -> film.copy().stream())
            .map(copy -> CopyShelf.name(one.number(), copy.version()))
            .forEach(wanted::add);
      }
      if (!one.wordsErased() && one.wordsEnd().filter(end -> !now.isBefore(end)).isPresent()) {
        cases.eraseWords(one.number());
      }
    }
    for (var name : stores.shelf().names()) {
      if (!wanted.contains(name) && !isBeingMade(name)) {
        stores.shelf().destroy(name);
      }
    }
    for (var number : stores.folder().numbers()) {
      if (cases.find(number).map(AccessCase::wordsErased).orElse(true)) {
        stores.folder().erase(number);
      }
    }
  }

  /// A copy that came while this round was looking.
  private boolean isBeingMade(String name) {
    return cases.list().stream()
        .flatMap(
            one ->
                one.films().stream()
                    .flatMap(film -> film.copy().stream())
                    .map(copy -> CopyShelf.name(one.number(), copy.version())))
        .anyMatch(name::equals);
  }
}
