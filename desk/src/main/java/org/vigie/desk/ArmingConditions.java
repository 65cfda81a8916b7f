package org.vigie.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.governance.CommissioningTerms;

/// What a rule in shadow still lacks before it may be armed. Pure.
final class ArmingConditions {

  /// Of the alerts in shadow, how many must have been judged.
  private static final double LEAST_JUDGED = 0.9;

  /// Of staged scenes, how many must have gone as they should, for each light.
  private static final double LEAST_PASSED = 0.8;

  private ArmingConditions() {}

  /// One plain sentence for each thing; none if the rule may be armed.
  static List<String> missing(RuleReport report, CommissioningTerms terms, Instant now) {
    var missing = new ArrayList<String>();
    long days = terms.shadow().toDays();
    var staged = stagedMissing(report, now);
    if (report.watchedDays() < days && !staged.isEmpty()) {
      missing.add(
          "%d more days in shadow (%d of %d so far), or staged scenes: %s"
              .formatted(
                  days - report.watchedDays(),
                  report.watchedDays(),
                  days,
                  String.join("; ", staged)));
    }
    var all = report.all();
    int judged = all.confirmed() + all.dismissed();
    if (judged < LEAST_JUDGED * all.alerts()) {
      missing.add(
          "verdicts on what it raised in shadow: %d of %d are judged, 90 %% are needed"
              .formatted(judged, all.alerts()));
    }
    double share = all.precision().orElse(1);
    if (share < terms.floor()) {
      missing.add(
          "a precision of at least %d %%; it was right in %d %%: change its zone or settings"
              .formatted(Math.round(terms.floor() * 100), Math.round(share * 100)));
    }
    return missing;
  }

  /// For each light at least one scene that should raise something and one that should not, and of
  /// each four in five as they should.
  private static List<String> stagedMissing(RuleReport report, Instant now) {
    var missing = new ArrayList<String>();
    for (var light : List.of(Light.DAY, Light.NIGHT)) {
      for (boolean expected : List.of(true, false)) {
        var scenes =
            report.scenes().stream()
                .filter(scene -> scene.light() == light && scene.expected() == expected)
                .filter(scene -> scene.to().isBefore(now))
                .toList();
        long passed = scenes.stream().filter(StagedScene::passed).count();
        var words =
            (light == Light.DAY ? "by day" : "by night")
                + (expected ? ", what it should find" : ", what it should leave alone");
        if (scenes.isEmpty()) {
          missing.add(words);
        } else if (passed < LEAST_PASSED * scenes.size()) {
          missing.add("%s (%d of %d went right)".formatted(words, passed, scenes.size()));
        }
      }
    }
    return missing;
  }
}
