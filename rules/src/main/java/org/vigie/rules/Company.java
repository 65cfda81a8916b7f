package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;

/// Who keeps company in a zone: how many were told apart at once lately, and whether what was not
/// told apart there is more likely people or vehicles.
final class Company {

  private static final Duration LATELY = Duration.ofSeconds(10);
  private static final Duration USUAL = Duration.ofMinutes(1);

  private final Area area;
  private final Deque<Seen> seen = new ArrayDeque<>();

  /// @param all who could be people
  private record Seen(Instant at, int all, int people, int vehicles) {}

  Company(Area area) {
    this.area = area;
  }

  void see(Judge.Moment moment) {
    int people = 0;
    int vehicles = 0;
    int unknown = 0;
    for (var life : moment.visible()) {
      if (area.contains(life.foot())) {
        switch (life.kind()) {
          case PERSON, TWO_WHEELER -> people++;
          case CAR, HEAVY_VEHICLE -> vehicles++;
          case UNKNOWN -> unknown++;
          case OBJECT, ANIMAL -> {
            // Neither.
          }
        }
      }
    }
    if (people + vehicles + unknown > 0) {
      seen.addLast(new Seen(moment.at(), people + unknown, people, vehicles));
    }
    while (!seen.isEmpty() && seen.getFirst().at.plus(USUAL).isBefore(moment.at())) {
      seen.removeFirst();
    }
  }

  /// The most who could be people that were in view at once in the ten seconds before
  /// an instant of the last minute.
  int most(Instant now) {
    var from = now.minus(LATELY);
    return seen.stream()
        .filter(s -> !s.at.isBefore(from) && !s.at.isAfter(now))
        .mapToInt(Seen::all)
        .max()
        .orElse(0);
  }

  /// Boxes of vehicles, and of what was not told apart where vehicles are more usual than people.
  List<Box> leftOut(Judge.Moment moment) {
    int people = seen.stream().mapToInt(Seen::people).sum();
    int vehicles = seen.stream().mapToInt(Seen::vehicles).sum();
    return moment.known().stream()
        .filter(
            life ->
                life.kind().isVehicle() || life.kind() == CoarseClass.UNKNOWN && vehicles >= people)
        .map(life -> life.track().box())
        .toList();
  }

  void forget() {
    seen.clear();
  }
}
