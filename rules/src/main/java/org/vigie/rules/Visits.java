package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.model.Box;

/// Where things have been in the last seconds: of each life a few boxes a second, until [#KEPT]
/// after it was lost. Nothing but boxes is kept, and nothing older (R12).
final class Visits {

  /// How far back one may ask.
  static final Duration KEPT = Duration.ofSeconds(15);

  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final Map<Life, Visit> visits = new LinkedHashMap<>();
  private final List<Visit> begun = new ArrayList<>();
  private final List<Visit> lost = new ArrayList<>();

  /// One thing's way through the last seconds.
  static final class Visit {

    private final Life life;
    private final Instant began;
    private final Box first;
    private final Deque<Stop> stops = new ArrayDeque<>();
    private Instant last;
    private Box box;
    private double tallest;
    private boolean ended;

    private Visit(Life life, Instant at) {
      this.life = life;
      this.began = at;
      this.first = life.track().box();
      this.last = at;
      this.box = first;
    }

    /// Where it was at some instant.
    record Stop(Instant at, Box box) {}

    Life life() {
      return life;
    }

    Instant began() {
      return began;
    }

    /// Its first box.
    Box first() {
      return first;
    }

    /// Its latest, or last, box.
    Box box() {
      return box;
    }

    /// How high its box has been at most, in fractions of the picture's height.
    double tallest() {
      return tallest;
    }

    /// When it was seen last.
    Instant last() {
      return last;
    }

    /// Whether it was lost for good.
    boolean ended() {
      return ended;
    }

    /// Where it was since an instant, oldest first.
    List<Stop> since(Instant from) {
      return stops.stream().filter(stop -> !stop.at().isBefore(from)).toList();
    }

    private void see(Instant at) {
      last = at;
      box = life.track().box();
      if (stops.isEmpty() || !stops.getLast().at().plus(BETWEEN).isAfter(at)) {
        stops.addLast(new Stop(at, box));
        tallest = Math.max(tallest, box.height());
      }
      while (stops.getFirst().at().plus(KEPT).isBefore(at)) {
        stops.removeFirst();
      }
    }
  }

  /// Takes what is in view.
  ///
  /// @param known in view or missing for a moment only
  void see(List<Life> visible, Set<Life> known, Instant at) {
    begun.clear();
    lost.clear();
    for (var life : visible) {
      if (!visits.containsKey(life)) {
        var visit = new Visit(life, at);
        visits.put(life, visit);
        begun.add(visit);
      }
      visits.computeIfPresent(
          life,
          (l, visit) -> {
            visit.see(at);
            return visit;
          });
    }
    for (var visit : visits.values()) {
      if (!visit.ended && !known.contains(visit.life)) {
        visit.ended = true;
        lost.add(visit);
      }
    }
    visits.values().removeIf(visit -> visit.ended && visit.last.plus(KEPT).isBefore(at));
  }

  /// What was seen for the first time just now.
  List<Visit> begun() {
    return begun;
  }

  /// What was lost for good just now.
  List<Visit> lost() {
    return lost;
  }

  /// All of them, the lost ones too, in the order in which they came.
  List<Visit> all() {
    return List.copyOf(visits.values());
  }

  void forget() {
    visits.clear();
    begun.clear();
    lost.clear();
  }
}
