package org.vigie.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.governance.CommissioningTerms;

/// What a rule in shadow still lacks before it may be armed. Pure.
final class ArmingConditions {

  /// Of the alerts in shadow, how many must have been judged.
  private static final double LEAST_JUDGED = 0.9;

  private ArmingConditions() {}

  /// One thing after the other; none if the rule may be armed.
  ///
  /// @param told whether the town tells its public what it does, or is exempt from it
  static List<Missing> missing(RuleReport report, CommissioningTerms terms, boolean told) {
    var missing = new ArrayList<Missing>();
    int days = (int) terms.shadow().toDays();
    var lacks =
        report.route().stream()
            .filter(step -> !step.isDone())
            .map(RouteStep::lack)
            .collect(Collectors.joining("; "));
    if (report.watchedDays() < days && !lacks.isEmpty()) {
      missing.add(
          new Missing(
              Missing.Kind.TRIAL,
              report.watchedDays(),
              days,
              "%d more days in shadow (%d of %d so far), or staged scenes: %s"
                  .formatted(days - report.watchedDays(), report.watchedDays(), days, lacks)));
    }
    var all = report.all();
    int judged = all.confirmed() + all.dismissed();
    if (judged < LEAST_JUDGED * all.alerts()) {
      missing.add(
          new Missing(
              Missing.Kind.VERDICTS,
              judged,
              (int) Math.ceil(LEAST_JUDGED * all.alerts()),
              "verdicts on what it raised in shadow: %d of %d are judged, 90 %% are needed"
                  .formatted(judged, all.alerts())));
    }
    double share = all.precision().orElse(1);
    if (share < terms.floor()) {
      // Downwards, so that what is short never reads as enough.
      int have = (int) Math.floor(share * 100);
      int need = (int) Math.ceil(terms.floor() * 100);
      missing.add(
          new Missing(
              Missing.Kind.PRECISION,
              have,
              need,
              "a precision of at least %d %%; it was right in %d %%: change its zone or settings"
                  .formatted(need, have)));
    }
    if (!told) {
      missing.add(
          new Missing(
              Missing.Kind.NOTICE,
              0,
              1,
              "the public page: an administrator publishes it (POST /api/notice/publish), or records"
                  + " the decision that exempts the town (POST /api/notice/exemption)"));
    }
    return missing;
  }
}
