package org.vigie.bench.evaluate;

import java.util.Comparator;
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

  /// What a DENSITY rule counted in its zone.
  ///
  /// @param s seconds after the clip's first picture
  record Told(double s, String zone, int people) {}

  /// @param counted by the zone's DENSITY rule nearest to that instant, or by tracks where it has
  ///     none; nothing where there is no number within 0.5 s, or the background was being learnt
  public record Compared(String zone, double s, int expected, Optional<Integer> counted) {}

  /// @param told what the rules counted, in order of time
  List<Compared> compare(Area area, List<Played.Seen> seen, List<Told> told) {
    var own = told.stream().filter(one -> one.zone().equals(zone)).toList();
    var numbers =
        !own.isEmpty()
            ? own
            : seen.stream()
                .filter(one -> one.observation().tracked())
                .map(one -> new Told(one.s(), zone, count(area, one)))
                .toList();
    return people.stream().map(at -> compare(at, numbers)).toList();
  }

  private Compared compare(At at, List<Told> numbers) {
    var nearest =
        numbers.stream()
            .filter(one -> Math.abs(one.s() - at.s()) <= NEAREST_S)
            .min(Comparator.comparingDouble(one -> Math.abs(one.s() - at.s())));
    return new Compared(zone, at.s(), at.number(), nearest.map(Told::people));
  }

  private static int count(Area area, Played.Seen seen) {
    return (int)
        seen.observation().tracks().stream()
            .filter(track -> Target.PERSON.matches(track.kind()))
            .filter(track -> area.contains(track.box().foot()))
            .count();
  }
}
