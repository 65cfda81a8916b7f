package org.vigie.bench.evaluate;

import java.util.List;
import java.util.Optional;
import org.vigie.rules.Area;
import org.vigie.rules.Target;

/// How many persons' foot points really are in a zone at some instants.
public record Presence(String zone, List<At> people) {

  private static final double NEAREST_S = 0.5;

  public Presence {
    people = List.copyOf(people);
  }

  /// @param s seconds after the clip's first picture
  public record At(double s, int number) {}

  /// @param counted by the tracks seen nearest to that instant; nothing where none is within 0.5 s,
  ///     or the background was being learnt
  public record Compared(String zone, double s, int expected, Optional<Integer> counted) {}

  List<Compared> compare(Area area, List<Played.Seen> seen) {
    return people.stream().map(at -> compare(at, area, seen)).toList();
  }

  private Compared compare(At at, Area area, List<Played.Seen> seen) {
    Played.Seen nearest = null;
    for (var one : seen) {
      if (Math.abs(one.s() - at.s()) <= NEAREST_S
          && !one.observation().learning()
          && (nearest == null || Math.abs(one.s() - at.s()) < Math.abs(nearest.s() - at.s()))) {
        nearest = one;
      }
    }
    return new Compared(
        zone, at.s(), at.number(), Optional.ofNullable(nearest).map(one -> count(area, one)));
  }

  private static int count(Area area, Played.Seen seen) {
    return (int)
        seen.observation().tracks().stream()
            .filter(track -> Target.PERSON.matches(track.kind()))
            .filter(track -> area.contains(track.box().foot()))
            .count();
  }
}
