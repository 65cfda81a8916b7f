package org.vigie.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.Signal;
import org.vigie.model.Track;
import org.vigie.rules.Area;
import org.vigie.rules.Place;
import org.vigie.rules.Rule;
import org.vigie.rules.Schedule;
import org.vigie.rules.Target;

class CountsTest {

  private static final CameraId CAMERA = new CameraId("clip-1");
  private static final Place.Line GATE =
      new Place.Line("gate", List.of(new Point(0, 0.5), new Point(1, 0.5)));

  private static Rule rule(String id, Target target) {
    return new Rule.LineCount(id, GATE, target, 0.01, Schedule.ALWAYS);
  }

  private static Signal passage(String rule, CoarseClass kind, String direction) {
    return new Signal(
        CAMERA,
        rule,
        EventType.LINE_COUNT,
        "gate",
        Footage.START,
        Footage.START,
        direction,
        kind,
        1,
        List.of());
  }

  private static List<Integer> counted(Target kind, Rule rule, Signal... signals) {
    return new Passages("gate", kind, 2, 0)
        .compare(List.of(rule), List.of(signals)).stream().map(Passages.Compared::counted).toList();
  }

  @Test
  void directions_are_compared_apart() {
    var compared =
        new Passages("gate", Target.VEHICLE, 2, 0)
            .compare(
                List.of(rule("cars", Target.VEHICLE)),
                List.of(
                    passage("cars", CoarseClass.CAR, "forward"),
                    passage("cars", CoarseClass.HEAVY_VEHICLE, "back")));

    assertThat(compared)
        .containsExactly(
            new Passages.Compared("gate", Target.VEHICLE, "forward", 2, 1),
            new Passages.Compared("gate", Target.VEHICLE, "back", 0, 1));
    assertThat(compared).extracting(Passages.Compared::error).containsExactly(1, 1);
  }

  @Test
  void what_was_not_told_apart_is_of_the_class_that_its_rule_asks_for() {
    var signal = passage("r", CoarseClass.UNKNOWN, "forward");

    assertThat(counted(Target.VEHICLE, rule("r", Target.VEHICLE), signal)).containsExactly(1, 0);
    assertThat(counted(Target.PERSON, rule("r", Target.VEHICLE), signal)).containsExactly(0, 0);
    assertThat(counted(Target.PERSON, rule("r", Target.ANY), signal)).containsExactly(1, 0);
    assertThat(counted(Target.VEHICLE, rule("r", Target.ANY), signal)).containsExactly(0, 0);
  }

  @Test
  void a_rule_for_both_counts_each_for_its_class() {
    var rule = rule("r", Target.ANY);
    var car = passage("r", CoarseClass.CAR, "forward");
    var cyclist = passage("r", CoarseClass.TWO_WHEELER, "forward");

    assertThat(counted(Target.VEHICLE, rule, car, cyclist)).containsExactly(1, 0);
    assertThat(counted(Target.PERSON, rule, car, cyclist)).containsExactly(1, 0);
  }

  private static Played.Seen seen(double s, boolean learning, Track... tracks) {
    var at = Footage.START.plusMillis((long) (s * 1000));
    return new Played.Seen(
        s,
        new Observation(
            CAMERA,
            at,
            0,
            learning,
            List.of(tracks),
            new BlockMask(at, 40, 22, false, new BitSet())));
  }

  private static Track track(CoarseClass kind, double left) {
    return new Track("t" + left, kind, new Box(left, 0.1, 0.1, 0.3), 1, Footage.START);
  }

  @Test
  void people_are_counted_in_what_was_seen_nearest() {
    var left =
        new Area(List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1)));
    var presence =
        new Presence(
            "aisle", List.of(new Presence.At(3, 2), new Presence.At(5, 1), new Presence.At(9, 1)));
    var seen =
        List.of(
            seen(2.9, false, track(CoarseClass.PERSON, 0.1), track(CoarseClass.PERSON, 0.8)),
            seen(3.3, false),
            seen(
                5.1,
                false,
                track(CoarseClass.UNKNOWN, 0.2),
                track(CoarseClass.CAR, 0.1),
                track(CoarseClass.TWO_WHEELER, 0.3)),
            seen(8.8, true, track(CoarseClass.PERSON, 0.1)));

    var compared = presence.compare(left, seen, List.of(new Presence.Told(3, "other", 7)));

    assertThat(compared)
        .extracting(Presence.Compared::counted)
        .containsExactly(Optional.of(1), Optional.of(2), Optional.empty());
  }

  @Test
  void people_are_what_the_zone_s_own_rule_counted_where_it_has_one() {
    var presence = new Presence("aisle", List.of(new Presence.At(3, 2), new Presence.At(9, 1)));
    var seen = List.of(seen(3, false, track(CoarseClass.PERSON, 0.1)));
    var told =
        List.of(
            new Presence.Told(2.8, "aisle", 4),
            new Presence.Told(3.1, "aisle", 5),
            new Presence.Told(9, "other", 1));

    assertThat(presence.compare(Area.wholePicture(), seen, told))
        .extracting(Presence.Compared::counted)
        .containsExactly(Optional.of(5), Optional.empty());
  }
}
