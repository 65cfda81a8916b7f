package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.simulator.scene.Passages;
import org.vigie.simulator.scene.Zone;

/// What is true of a scene wherever geometry alone decides it, computed from the bodies that are
/// drawn: who is in a zone, goes against a lane, passes a line, and how many there are.
final class StagedTruth {

  private static final double STEP_S = 0.1;

  /// Feet that leave for less than a step have not left.
  private static final double SHORT_S = 0.5;

  /// Slower than this, in picture heights in a quarter of a second, is standing.
  private static final double LEAST_MOVE = 0.004;

  private final Script script;

  StagedTruth(Script script) {
    this.script = script;
  }

  /// Passages over a line, over the whole scene.
  record Count(String line, String kind, int forward, int back) {}

  private Zone zone(String id) {
    return script.zones.stream().filter(zone -> zone.id().equals(id)).findFirst().orElseThrow();
  }

  private List<Performer> concerned(Script.Armed rule) {
    return script.cast.stream()
        .filter(
            one ->
                switch (one.kind()) {
                  case PERSON, TWO_WHEELER -> !rule.kind().equals("vehicle");
                  case CAR, HEAVY_VEHICLE -> !rule.kind().equals("person");
                  case OBJECT, ANIMAL, UNKNOWN -> false;
                })
        .toList();
  }

  /// The spans of one rule.
  List<Script.Span> spans(Script.Armed rule) {
    var spans = new ArrayList<Script.Span>();
    switch (rule.event()) {
      case INTRUSION ->
          concerned(rule).forEach(one -> add(spans, rule, s -> isIn(one, zone(rule.zone()), s)));
      case WRONG_WAY ->
          concerned(rule)
              .forEach(one -> add(spans, rule, s -> isAgainst(one, zone(rule.zone()), s)));
      case DENSITY -> {
        var concerned = concerned(rule);
        int least = leastPeople(rule);
        add(
            spans,
            rule,
            s ->
                concerned.stream().filter(one -> isIn(one, zone(rule.zone()), s)).count() >= least);
      }
      case LINE_COUNT, ABANDONED_OBJECT, WEAPON, PERSON_DOWN, CROWD_MOVEMENT, FIRE -> {}
    }
    return spans;
  }

  private static int leastPeople(Script.Armed rule) {
    var words = rule.more().split("[:,]");
    return Integer.parseInt(words[1].strip());
  }

  private void add(List<Script.Span> spans, Script.Armed rule, DoublePredicate holds) {
    double from = -1;
    double last = -1;
    for (double s = 0; s <= script.seconds; s += STEP_S) {
      if (holds.test(s)) {
        from = from < 0 ? s : from;
        last = s;
      } else if (from >= 0 && s - last > SHORT_S) {
        spans.add(new Script.Span(rule.event(), rule.zone(), from, last));
        from = -1;
      }
    }
    if (from >= 0) {
      spans.add(new Script.Span(rule.event(), rule.zone(), from, last));
    }
  }

  private Optional<Point> foot(Performer one, double s) {
    return one.foot(s, script.venue.lens());
  }

  private boolean isIn(Performer one, Zone zone, double s) {
    return foot(one, s).filter(zone::contains).isPresent();
  }

  private boolean isAgainst(Performer one, Zone lane, double s) {
    var foot = foot(one, s);
    var before = foot(one, s - 0.25);
    if (foot.isEmpty() || before.isEmpty() || !lane.contains(foot.get())) {
      return false;
    }
    var allowed = lane.direction().orElseThrow();
    double along =
        (foot.get().x() - before.get().x()) * allowed.x() * 16 / 9
            + (foot.get().y() - before.get().y()) * allowed.y();
    return along < -LEAST_MOVE;
  }

  /// The passages over every armed line.
  List<Count> counts() {
    var counts = new ArrayList<Count>();
    for (var rule : script.rules) {
      if (rule.event() == EventType.LINE_COUNT) {
        counts.add(count(rule));
      }
    }
    return counts;
  }

  private Count count(Script.Armed rule) {
    var line = zone(rule.zone());
    var passages = new Passages(line);
    for (var one : concerned(rule)) {
      passages.begin(foot(one, 0));
      for (double s = STEP_S; s <= script.seconds; s += STEP_S) {
        passages.step(foot(one, s));
      }
    }
    return new Count(line.id(), rule.kind(), passages.forward(), passages.back());
  }
}
