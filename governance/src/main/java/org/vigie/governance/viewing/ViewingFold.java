package org.vigie.governance.viewing;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.Actors;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.Span;

/// Finds what is unusual in how people look at footage and see cameras clear: entries of the ledger
/// in, in its order,
/// findings out. Nothing but the entries decides, not even a clock, so that whoever reads the same
/// ledger finds the same. Nothing is found before the entry `viewing.limits`.
///
/// It begins anew with each calendar month of the town, so that nobody has to read more than two
/// months to know where it stands.
///
/// Single-threaded.
public final class ViewingFold {

  /// For how long after an alert looking at it is an operator's work.
  static final Duration ALERTS_FOR = Duration.ofDays(7);

  /// How far an alert's clip reaches, at most, to either side.
  private static final Duration AROUND_ALERT = Duration.ofMinutes(10);

  private static final int MOST_ALERTS = 100_000;
  private static final Pattern OF_ALERT = Pattern.compile("(still of )?alert (\\d{1,15})");

  private record Raised(String camera, Instant at) {}

  private final Instant from;
  private final Map<String, PersonViewing> people = new TreeMap<>();
  private final LinkedHashMap<Long, Raised> alerts = new LinkedHashMap<>();
  private final List<Noticed> found = new ArrayList<>();
  private @Nullable ViewingLimits limits;
  private @Nullable YearMonth month;

  /// @param from what was asked for before is left out; the beginning of a month of the town, or
  ///     [Instant#MIN]. Alerts and limits are wanted from before
  public ViewingFold(Instant from) {
    this.from = from;
  }

  /// What the next entry shows. Those of kinds that it does not look into only move the time.
  public List<Noticed> take(Recorded recorded) {
    found.clear();
    close(recorded.at());
    var entry = recorded.entry();
    if (tells(entry.kind())) {
      turn(recorded.at());
      switch (entry.kind()) {
        case ViewingEntries.LIMITS -> limits = ViewingEntries.limits(entry);
        case ViewingEntries.ALERT -> raised(entry, recorded.at());
        default -> look(recorded);
      }
    }
    return List.copyOf(found);
  }

  /// What is over by an instant that the ledger has come to.
  public List<Noticed> at(Instant instant) {
    found.clear();
    close(instant);
    return List.copyOf(found);
  }

  /// Whether the fold looks into entries of a kind.
  public static boolean tells(String kind) {
    return ViewingEntries.tell(kind);
  }

  /// Root on the machine too; what Vigie reads by itself nobody sees.
  private static boolean isWatched(String actor) {
    return !actor.equals(Actors.VIGIE);
  }

  private void close(Instant at) {
    people.values().forEach(person -> person.until(at));
  }

  /// Begins with a new month. Never with an old one: the wall clock may step back.
  private void turn(Instant at) {
    if (limits == null) {
      return;
    }
    var here = YearMonth.from(at.atZone(limits.zone()));
    if (month == null || here.isAfter(month)) {
      people.values().forEach(PersonViewing::endMonth);
      people.clear();
      month = here;
    }
  }

  private void raised(Entry entry, Instant at) {
    var when = entry.text("at").isEmpty() ? at : Instant.parse(entry.text("at"));
    alerts.put(ViewingEntries.number(entry, "alert"), new Raised(entry.text("camera"), when));
    if (alerts.size() > MOST_ALERTS) {
      alerts.pollFirstEntry();
    }
  }

  private void look(Recorded recorded) {
    var by = limits;
    var entry = recorded.entry();
    if (by == null || recorded.at().isBefore(from) || !isWatched(entry.actor())) {
      return;
    }
    var asked = ViewingEntries.asked(recorded);
    if (asked.isPresent()) {
      boolean alert = isOfAlert(asked.get());
      if (!alert || !asked.get().reason().startsWith("still ")) {
        person(entry.actor()).asked(asked.get(), alert, by);
      }
    } else if (ViewingEntries.isAskedAndRefused(entry)) {
      var footage = ViewingEntries.footage(recorded, entry);
      if (footage.filter(this::isOfAlert).isEmpty()) {
        person(entry.actor()).refused(footage.orElse(without(recorded)), by);
      }
    }
  }

  /// A refusal that was about no footage.
  private static Asked without(Recorded recorded) {
    var at = recorded.at();
    return new Asked(recorded.index(), at, List.of(), new Span(at, at), "", Asked.Use.LOOKED);
  }

  private PersonViewing person(String id) {
    return people.computeIfAbsent(id, person -> new PersonViewing(person, found::add));
  }

  /// Whether the desk asked for the clip of an alert, or somebody saw its camera clear because of
  /// it:
  /// by its number, and for its camera and its moment. Words alone would be a reason that excuses
  /// everything.
  private boolean isOfAlert(Asked asked) {
    var words = OF_ALERT.matcher(asked.reason());
    if (!words.matches()) {
      return false;
    }
    var raised = Optional.ofNullable(alerts.get(Long.parseLong(words.group(2))));
    return raised
        .filter(alert -> asked.cameras().equals(List.of(alert.camera())))
        .filter(alert -> !alert.at().plus(ALERTS_FOR).isBefore(asked.at()))
        .filter(alert -> !asked.span().from().isBefore(alert.at().minus(AROUND_ALERT)))
        .filter(alert -> !asked.span().to().isAfter(alert.at().plus(AROUND_ALERT)))
        .isPresent();
  }
}
