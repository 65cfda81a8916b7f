package org.vigie.simulator.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.simulator.draw.Sightline;

/// What really happens in a place's loop, computed from the same bodies that are drawn.
///
/// @param rate pictures in a second, as the main stream
/// @param pictures who is in each picture
/// @param spans when each armed event holds, as the ground truth of clips.yaml means it
/// @param counts passages over each armed line
public record Truth(int rate, List<Picture> pictures, List<Span> spans, List<Count> counts) {

  /// Less than this of a box inside the picture is nobody's fault to miss.
  private static final double LEAST_INSIDE = 0.5;

  /// Of a body: who shows less from behind a house or a tree cannot be seen.
  private static final double LEAST_SHOWN = 0.2;

  private static final double LEAST_SPEED = 0.002;
  private static final double STEP_S = 0.5;

  public record Picture(double s, List<Sighting> sightings) {

    public Picture {
      sightings = List.copyOf(sightings);
    }
  }

  /// @param box not cut at the picture's edges, so that its foot is where the thing stands
  public record Sighting(String id, CoarseClass kind, Box box) {

    boolean inPicture() {
      double wide = Math.min(1, box.left() + box.width()) - Math.max(0, box.left());
      double high = Math.min(1, box.top() + box.height()) - Math.max(0, box.top());
      return wide > 0 && high > 0 && wide * high > LEAST_INSIDE * box.width() * box.height();
    }
  }

  public record Span(EventType event, String zone, String actor, double fromS, double toS) {}

  public record Count(String line, String classes, int forward, int back) {}

  public Truth {
    pictures = List.copyOf(pictures);
    spans = List.copyOf(spans);
    counts = List.copyOf(counts);
  }

  /// @param rate pictures in a second
  public static Truth of(Place place, int rate) {
    var pictures = new ArrayList<Picture>();
    var sightline = new Sightline(place.solids(), place.lens());
    for (int i = 0; i < Place.LOOP_S * rate; i++) {
      double s = (double) i / rate;
      pictures.add(new Picture(s, sightings(place, s, sightline)));
    }
    var spans = new ArrayList<Span>();
    var counts = new ArrayList<Count>();
    for (var rule : place.rules()) {
      for (var actor : place.actors()) {
        if (rule.event() == EventType.INTRUSION || rule.event() == EventType.WRONG_WAY) {
          spans(place, rule, actor, rate, spans);
        }
      }
      if (rule.event() == EventType.LINE_COUNT) {
        counts.add(count(place, rule, rate));
      }
    }
    return new Truth(rate, pictures, spans, counts);
  }

  /// The same place without whoever plays an event.
  public static Place calm(Place place) {
    var players = players(place);
    return new Place(
        place.id(),
        place.name(),
        place.site(),
        place.lens(),
        place.light(),
        place.solids(),
        place.still(),
        place.actors().stream().filter(actor -> !players.contains(actor.id())).toList(),
        place.zones(),
        place.rules());
  }

  /// A second of the loop in the middle of the longest time in which none of them is about; 0 where
  /// there is no such second.
  public static int seamS(Place place) {
    var players = players(place);
    int best = 0;
    int longest = 0;
    int free = 0;
    // Twice round: the longest time may run over the loop's end.
    for (int s = 0; s < 2 * Place.LOOP_S; s++) {
      double at = s % Place.LOOP_S;
      boolean about =
          place.actors().stream()
              .anyMatch(actor -> players.contains(actor.id()) && actor.at(at).isPresent());
      free = about ? 0 : Math.min(Place.LOOP_S, free + 1);
      if (free > longest) {
        longest = free;
        best = Math.floorMod(s - free / 2, Place.LOOP_S);
      }
    }
    return best;
  }

  /// The ids of those who play an event of the place.
  private static Set<String> players(Place place) {
    var spans = new ArrayList<Span>();
    for (var rule : place.rules()) {
      if (rule.event() == EventType.INTRUSION || rule.event() == EventType.WRONG_WAY) {
        place.actors().forEach(actor -> spans(place, rule, actor, 4, spans));
      }
    }
    return spans.stream().map(Span::actor).collect(Collectors.toSet());
  }

  private static List<Sighting> sightings(Place place, double s, Sightline sightline) {
    var sightings = new ArrayList<Sighting>();
    for (var actor : place.actors()) {
      sighting(place, actor, s)
          .filter(Sighting::inPicture)
          .filter(seen -> sightline.shown(actor.at(s).orElseThrow()) >= LEAST_SHOWN)
          .ifPresent(sightings::add);
    }
    return sightings;
  }

  private static java.util.Optional<Sighting> sighting(Place place, Actor actor, double s) {
    return actor
        .at(s)
        .filter(body -> place.lens().depth(body.at()) > 2)
        .map(
            body -> {
              double[] b = body.bounds(place.lens());
              var box = new Box(b[0], b[1], b[2] - b[0], b[3] - b[1]);
              return new Sighting(actor.id(), actor.kind(), box);
            });
  }

  private static boolean concerns(Rule rule, CoarseClass kind) {
    // A cyclist counts as a person.
    return rule.classes().map(wanted -> wanted.equals("vehicle") == kind.isVehicle()).orElse(true);
  }

  private static void spans(Place place, Rule rule, Actor actor, int rate, List<Span> spans) {
    if (!concerns(rule, actor.kind())) {
      return;
    }
    double from = -1;
    int pictures = Place.LOOP_S * rate;
    for (int i = 0; i <= pictures; i++) {
      double s = (double) i / rate;
      boolean holds = i < pictures && holds(place, rule, actor, s);
      if (holds && from < 0) {
        from = s;
      } else if (!holds && from >= 0) {
        add(spans, new Span(rule.event(), rule.zone(), actor.id(), from, s));
        from = -1;
      }
    }
  }

  /// Feet that leave for less than a step have not left.
  private static void add(List<Span> spans, Span span) {
    var last = spans.isEmpty() ? null : spans.getLast();
    if (last != null
        && last.event == span.event
        && last.zone.equals(span.zone)
        && last.actor.equals(span.actor)
        && span.fromS - last.toS < STEP_S) {
      spans.removeLast();
      spans.add(new Span(last.event, last.zone, last.actor, last.fromS, span.toS));
    } else {
      spans.add(span);
    }
  }

  private static boolean holds(Place place, Rule rule, Actor actor, double s) {
    var zone = place.zone(rule.zone());
    var foot = foot(place, actor, s);
    if (foot.isEmpty() || !zone.contains(foot.get())) {
      return false;
    }
    if (zone.direction().isEmpty()) {
      return true;
    }
    var allowed = zone.direction().get();
    var before = foot(place, actor, s - 0.25);
    return before.isPresent()
        && (foot.get().x() - before.get().x()) * allowed.x() * 16 / 9
                + (foot.get().y() - before.get().y()) * allowed.y()
            < -LEAST_SPEED;
  }

  private static java.util.Optional<Point> foot(Place place, Actor actor, double s) {
    return sighting(place, actor, s).map(seen -> seen.box.foot());
  }

  private static Count count(Place place, Rule rule, int rate) {
    var line = place.zone(rule.zone());
    var passages = new Passages(line);
    for (var actor : place.actors()) {
      if (!concerns(rule, actor.kind())) {
        continue;
      }
      passages.begin(foot(place, actor, -1.0 / rate));
      for (int i = 0; i < Place.LOOP_S * rate; i++) {
        passages.step(foot(place, actor, (double) i / rate));
      }
    }
    return new Count(line.id(), rule.classes().orElse("any"), passages.forward(), passages.back());
  }
}
