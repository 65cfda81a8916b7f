package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.FireSign;
import org.vigie.model.Observation;
import org.vigie.model.Resting;
import org.vigie.model.SceneSign;
import org.vigie.model.SceneSigns;
import org.vigie.model.Signal;
import org.vigie.model.Track;

/// The eye looks for no other signs than those that a rule says it stands on.
class AskedSignsTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Area ALL = Area.wholePicture();

  private static final List<Rule> RULES =
      List.of(
          Books.intrusion(Target.ANY, SHORT),
          Books.forbidden(Rule.Way.FORWARD).rules().getFirst(),
          Books.count(Books.MIDDLE, Target.ANY).rules().getFirst(),
          Books.downwards(Target.ANY).rules().getFirst(),
          new Rule.AbandonedObject("left", "", ALL, SHORT, 3, 1.8, 1.2, Schedule.ALWAYS),
          new Rule.PersonDown("down", "", ALL, SHORT, Schedule.ALWAYS),
          new Rule.Density("density", "", ALL, 3, SHORT, SHORT, Schedule.ALWAYS),
          new Rule.CrowdMovement("crowd", "", ALL, 3, SHORT, SHORT, Schedule.ALWAYS),
          new Rule.Fire("fire", "", ALL, false, SHORT, SHORT, Schedule.ALWAYS),
          new Rule.Fire("smoke", "", ALL, true, SHORT, SHORT, Schedule.ALWAYS));

  @Test
  void a_rule_says_the_same_whether_or_not_other_signs_are_looked_for() {
    for (long seed = 0; seed < 50; seed++) {
      var scene = scene(new Random(seed));
      for (var rule : RULES) {
        assertThat(judge(rule, scene, signs -> signs.only(rule.signs())))
            .as("%s, seed %d", rule.id(), seed)
            .isEqualTo(judge(rule, scene, signs -> signs));
      }
    }
  }

  @Test
  void without_its_sign_a_rule_is_silent() {
    var scene = scene(new Random(1));
    var smoke = RULES.getLast();
    assertThat(judge(smoke, scene, signs -> signs)).isNotEmpty();
    var others = EnumSet.complementOf(EnumSet.of(SceneSign.SMOKE, SceneSign.FLAME));
    assertThat(judge(smoke, scene, signs -> signs.only(others))).isEmpty();
  }

  private static List<Signal> judge(
      Rule rule, List<Observation> scene, UnaryOperator<SceneSigns> seen) {
    var engine = new RuleEngine(Books.of(rule));
    var signals = new ArrayList<Signal>();
    for (var o : scene) {
      signals.addAll(
          engine.observe(
              new Observation(
                  o.camera(), o.at(), 0, false, o.tracks(), seen.apply(o.signs()), o.mask())));
    }
    return signals;
  }

  /// People who come and go, something that is put down, a flame, smoke, and a picture that moves.
  private static List<Observation> scene(Random random) {
    var observations = new ArrayList<Observation>();
    var at = Scene.START;
    for (int i = 0; i < 150; i++) {
      var tracks = new ArrayList<Track>();
      var bodies = new ArrayList<Grids.Body>();
      for (int person = 0; person < 6; person++) {
        double x = Math.floorMod(person * 150 + i * (person - 2), 1000) / 1000.0;
        var track = Scene.person("p" + person, x, 0.4 + 0.1 * person);
        tracks.add(track);
        bodies.add(new Grids.Body(track.box(), random.nextGaussian(), random.nextGaussian()));
      }
      var bag = new Resting(new Box(0.3, 0.75, 0.03, 0.05), Scene.START.plusSeconds(3), 0.8);
      var signs =
          new SceneSigns(
              i > 40 ? List.of(bag) : List.of(),
              List.of(fire(random, false, 0.6), fire(random, true, 0.2)),
              Optional.of(Grids.of(bodies)),
              Set.of());
      var mask = new BlockMask(at, 4, 3, false, new BitSet());
      observations.add(new Observation(Scene.CAMERA, at, 0, false, tracks, signs, mask));
      at = at.plusMillis(100);
    }
    return observations;
  }

  private static FireSign fire(Random random, boolean smoke, double x) {
    double side = 0.05 + 0.01 * random.nextDouble();
    return new FireSign(smoke, new Box(x, 0.3 - side, side, side), Scene.START, 0.8);
  }
}
