package org.vigie.desk;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A step of the staged-scene route: scenes of one kind, by one light. Done once at least one was
/// played and four in five went as they should.
///
/// @param light DAY or NIGHT
/// @param expected whether the rule should raise something in such a scene
/// @param staged how many such scenes have ended
/// @param passed how many of them went as they should
public record RouteStep(Light light, boolean expected, int staged, int passed) {

  private static final double LEAST_PASSED = 0.8;

  public boolean isDone() {
    return staged > 0 && passed >= LEAST_PASSED * staged;
  }

  /// The whole route, in the order in which it is walked.
  static List<RouteStep> route(List<StagedScene> scenes, Instant now) {
    return Stream.of(Light.DAY, Light.NIGHT)
        .flatMap(light -> Stream.of(true, false).map(expected -> of(light, expected, scenes, now)))
        .toList();
  }

  private static RouteStep of(
      Light light, boolean expected, List<StagedScene> scenes, Instant now) {
    var ended =
        scenes.stream()
            .filter(scene -> scene.light() == light && scene.expected() == expected)
            .filter(scene -> scene.to().isBefore(now))
            .toList();
    int passed = (int) ended.stream().filter(StagedScene::passed).count();
    return new RouteStep(light, expected, ended.size(), passed);
  }

  /// What the step lacks, in a few English words.
  String lack() {
    var words =
        (light == Light.DAY ? "by day" : "by night")
            + (expected ? ", what it should find" : ", what it should leave alone");
    return staged == 0 ? words : "%s (%d of %d went right)".formatted(words, passed, staged);
  }
}
