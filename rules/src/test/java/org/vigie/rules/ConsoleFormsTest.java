package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.CameraId;
import org.vigie.model.Ground;
import org.vigie.model.Point;
import org.vigie.rules.Drawing.AskedRule;
import org.vigie.rules.Drawing.DrawnPlace;
import org.vigie.rules.Drawing.MeasuredPlace;
import org.vigie.rules.Drawing.Pair;

/// Holds the console's own tables to what is in force: the bounds and defaults of its forms, and
/// what
/// it reckons of a measured ground while somebody types.
class ConsoleFormsTest {

  private static final Path ZONES =
      Path.of(Objects.requireNonNull(System.getProperty("vigie.root"), "vigie.root"))
          .resolve("console/src/zones");
  private static final CameraId CAMERA = new CameraId("yard");

  private static final List<Pair> SQUARE =
      List.of(new Pair(0.3, 0.6), new Pair(0.7, 0.6), new Pair(0.7, 0.9), new Pair(0.3, 0.9));

  /// So near that every rule sees enough.
  private static final List<MeasuredPlace> GROUND =
      List.of(
          new MeasuredPlace(new Pair(0.2, 0.9), new Pair(0, 0)),
          new MeasuredPlace(new Pair(0.8, 0.9), new Pair(2, 0)),
          new MeasuredPlace(new Pair(0.7, 0.4), new Pair(2, 4)),
          new MeasuredPlace(new Pair(0.3, 0.4), new Pair(0, 4)));

  private static Rule read(String event, String kind, boolean ground, Map<String, String> settings)
      throws BadInput {
    var zone =
        new DrawnPlace(
            "here",
            kind.equals("area") ? "zone" : kind,
            SQUARE,
            kind.equals("lane") ? Optional.of(new Pair(0, 1)) : Optional.empty());
    var rule = new AskedRule("r", event, "here", "", List.of(), "", settings);
    var drawing =
        new Drawing(
            Optional.of(new Drawing.Size(1920, 1080)),
            "",
            ground ? GROUND : List.of(),
            List.of(zone),
            List.of(rule));
    var text = drawing.text(CAMERA.value());
    return RuleBookReader.read(Document.parse(Path.of("forms"), text), CAMERA)
        .outcomes()
        .getFirst()
        .rule()
        .orElseThrow();
  }

  @Test
  void every_setting_of_the_forms_has_the_readers_bounds_and_default() throws Exception {
    var seen = new HashMap<String, Set<String>>();
    for (var form : Document.read(ZONES.resolve("forms.json")).entries().entrySet()) {
      var event = form.getKey().split(" ")[0];
      var kind = form.getKey().split(" ")[1];
      var keys = seen.computeIfAbsent(form.getKey(), key -> new HashSet<>());
      var usual = read(event, kind, true, Map.of());
      for (var setting : form.getValue().get("settings").list()) {
        keys.add(setting.get("key").text());
        check(event, kind, setting, usual);
      }
      var needs = form.getValue().get("needs").entries();
      for (var about : List.of("person", "vehicle", "both")) {
        var needed = needs.getOrDefault(about, Objects.requireNonNull(needs.get("both")));
        if (form.getValue().get("classes").yes() || about.equals("both")) {
          assertThat(needed.number(0, 100))
              .as(form.getKey() + " " + about)
              .isEqualTo(Resolution.needed(of(event, kind, about)));
        }
      }
    }
    assertThat(seen.get("INTRUSION area")).isEqualTo(IntrusionReader.AREA);
    assertThat(seen.get("INTRUSION line")).isEqualTo(IntrusionReader.LINE);
    assertThat(seen.get("LINE_COUNT line")).isEqualTo(LineCountReader.KEYS);
    assertThat(seen.get("WRONG_WAY lane")).isEqualTo(WrongWayReader.KEYS);
    assertThat(seen.get("ABANDONED_OBJECT area")).isEqualTo(AbandonedObjectReader.KEYS);
    assertThat(seen.get("PERSON_DOWN area")).isEqualTo(PersonDownReader.KEYS);
    assertThat(seen.get("CROWD_MOVEMENT area")).isEqualTo(CrowdMovementReader.KEYS);
    assertThat(seen.get("DENSITY area")).isEqualTo(DensityReader.KEYS);
    assertThat(seen.get("FIRE area")).isEqualTo(FireReader.KEYS);
  }

  private static Rule of(String event, String kind, String about) throws BadInput {
    var rule = read(event, kind, true, Map.of());
    return switch (rule) {
      case Rule.Intrusion r ->
          new Rule.Intrusion(
              r.id(), r.zone(), r.area(), target(about), r.patience(), r.rearm(), r.schedule());
      case Rule.ForbiddenLine r ->
          new Rule.ForbiddenLine(
              r.id(), r.line(), target(about), r.forbidden(), r.band(), r.schedule());
      case Rule.LineCount r ->
          new Rule.LineCount(r.id(), r.line(), target(about), r.band(), r.schedule());
      case Rule.WrongWay r ->
          new Rule.WrongWay(
              r.id(), r.lane(), target(about), r.distance(), r.patience(), r.schedule());
      case Rule.AbandonedObject _,
          Rule.PersonDown _,
          Rule.CrowdMovement _,
          Rule.Density _,
          Rule.Fire _ ->
          rule;
    };
  }

  private static Target target(String about) {
    return switch (about) {
      case "person" -> Target.PERSON;
      case "vehicle" -> Target.VEHICLE;
      default -> Target.ANY;
    };
  }

  private static void check(String event, String kind, Document setting, Rule usual)
      throws BadInput {
    var key = setting.get("key").text();
    var what = event + " " + kind + " " + key;
    if (setting.find("least").isPresent()) {
      double least = setting.get("least").number(0, 1e6);
      double most = setting.get("most").number(0, 1e6);
      assertThatCode(() -> read(event, kind, true, Map.of(key, number(least))))
          .as(what)
          .doesNotThrowAnyException();
      assertThatCode(() -> read(event, kind, true, Map.of(key, number(most))))
          .as(what)
          .doesNotThrowAnyException();
      for (double beyond : new double[] {least - 1, most + 1}) {
        assertThatThrownBy(() -> read(event, kind, true, Map.of(key, number(beyond))))
            .as(what)
            .isInstanceOf(BadInput.class);
      }
      if (setting.find("usual").isPresent()) {
        var said = Map.of(key, number(setting.get("usual").number(0, 1e6)));
        assertThat(Fingerprint.of(read(event, kind, true, said)))
            .as(what)
            .isEqualTo(Fingerprint.of(usual));
      }
      boolean ground = setting.find("ground").isPresent() && setting.get("ground").yes();
      assertThat(readsWithoutGround(event, kind, key, number(most))).as(what).isEqualTo(!ground);
      boolean whole = setting.find("whole").isPresent() && setting.get("whole").yes();
      assertThat(reads(event, kind, key, number(least + 0.05))).as(what).isEqualTo(!whole);
    } else if (setting.find("yes").isPresent()) {
      assertThat(Fingerprint.of(read(event, kind, true, Map.of(key, "no"))))
          .isEqualTo(Fingerprint.of(usual));
      assertThat(Fingerprint.of(read(event, kind, true, Map.of(key, "yes"))))
          .isNotEqualTo(Fingerprint.of(usual));
    } else {
      var words = new ArrayList<String>();
      for (var word : setting.get("words").list()) {
        words.add(Fingerprint.of(read(event, kind, true, Map.of(key, word.text()))));
      }
      assertThat(words).doesNotHaveDuplicates().first().isEqualTo(Fingerprint.of(usual));
    }
  }

  private static boolean reads(String event, String kind, String key, String value) {
    try {
      var unused = read(event, kind, true, Map.of(key, value));
      return true;
    } catch (BadInput e) {
      return false;
    }
  }

  private static boolean readsWithoutGround(String event, String kind, String key, String value) {
    try {
      var unused = read(event, kind, false, Map.of(key, value));
      return true;
    } catch (BadInput e) {
      return false;
    }
  }

  private static String number(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /// The console's own test reads the same cases, and what is reckoned here lies in them.
  @Test
  void the_cases_of_the_consoles_arithmetic_say_what_is_reckoned_here() throws Exception {
    for (var one : Document.read(ZONES.resolve("ground.cases.json")).list()) {
      double aspect = one.get("aspect").number(0, 10);
      int width = one.get("width").integer(1, 10_000);
      var places = new ArrayList<Ground.Measured>();
      for (var place : one.get("places").list()) {
        var metres = place.get("metres");
        places.add(
            new Ground.Measured(
                point(place.get("point")),
                new Ground.Metres(
                    metres.get("x").number(-1e8, 1e8), metres.get("y").number(-1e8, 1e8))));
      }
      if (one.find("fault").isPresent()) {
        assertThatThrownBy(() -> Ground.of(aspect, places))
            .isInstanceOf(IllegalArgumentException.class);
        continue;
      }
      var ground = Ground.of(aspect, places);
      assertThat(ground.error()).isEqualTo(one.get("error").number(0, 1e3), within(1e-6));
      for (var at : one.get("at").list()) {
        var point = point(at);
        var metres = ground.metres(point);
        assertThat(metres.isPresent()).isEqualTo(at.find("metres").isPresent());
        if (metres.isPresent()) {
          var said = at.get("metres");
          assertThat(metres.get().x()).isEqualTo(said.get("x").number(-1e8, 1e8), within(1e-4));
          assertThat(metres.get().y()).isEqualTo(said.get("y").number(-1e8, 1e8), within(1e-4));
          assertThat(ground.pixelsPerMetre(point, width).orElseThrow())
              .isEqualTo(at.get("pixels").number(0, 1e6), within(1e-3));
        }
      }
    }
  }

  private static Point point(Document at) throws BadInput {
    return new Point(at.get("x").number(0, 1), at.get("y").number(0, 1));
  }
}
