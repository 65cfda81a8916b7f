package org.vigie.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.vigie.desk.Commissioning;
import org.vigie.desk.DeskException;
import org.vigie.desk.Light;
import org.vigie.desk.RuleReport;
import org.vigie.desk.RuleStanding;
import org.vigie.desk.StagedScene;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

/// Commissions rules for whoever administers the machine: permit and ledger entry first.
record Commissioner(Commissioning commissioning, Governance governance) {

  enum Verb {
    LIST,
    SCENE,
    ARM,
    SHADOW
  }

  /// What `vigie commission` asks for; what a verb does not need is empty or 0.
  record Request(
      Verb verb,
      String camera,
      String rule,
      String light,
      boolean expected,
      int seconds,
      double floor,
      String text) {

    static Request list() {
      return new Request(Verb.LIST, "", "", "", false, 0, 0, "");
    }
  }

  ControlAnswer answer(Request request) {
    if (request.verb() == Verb.LIST) {
      return list();
    }
    if (!CameraId.isValid(request.camera())) {
      return ControlAnswer.failed("'" + request.camera() + "' is not the id of a camera");
    }
    var camera = new CameraId(request.camera());
    try {
      // Asked first, so that a rule that does not exist costs no permit.
      var report = commissioning.report(camera, request.rule());
      var permit = permit(camera, request);
      return switch (request.verb()) {
        case LIST -> list();
        case SCENE -> scene(permit, camera, request);
        case ARM ->
            new ControlAnswer(
                "",
                armed(
                    report,
                    commissioning.arm(
                        permit, camera, request.rule(), request.floor(), request.text())));
        case SHADOW -> {
          commissioning.disarm(permit, camera, request.rule(), request.text());
          yield new ControlAnswer("", List.of("in shadow; what is measured begins anew"));
        }
      };
    } catch (DeskException | Refused e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    }
  }

  private Permit permit(CameraId camera, Request request) throws Refused {
    return governance.permit(
        Actors.LOCAL_ADMINISTRATOR,
        Right.CONFIGURE,
        Set.of(camera),
        Optional.empty(),
        request.verb().name().toLowerCase(Locale.ROOT) + " " + request.rule());
  }

  private ControlAnswer scene(Permit permit, CameraId camera, Request request)
      throws Refused, DeskException {
    var scene =
        commissioning.stage(
            permit,
            camera,
            request.rule(),
            Light.valueOf(request.light()),
            request.expected(),
            Duration.ofSeconds(request.seconds()),
            request.text());
    return new ControlAnswer(
        "",
        List.of(
            "play it now: until %s what the rule raises belongs to this scene"
                .formatted(scene.to()),
            "then see how it went: vigie commission list"));
  }

  private ControlAnswer list() {
    var reports = commissioning.reports();
    if (reports.isEmpty()) {
      return new ControlAnswer(
          "",
          List.of(
              "No rule is commissioned: the legal profile '%s' does not ask for it, or there are no rules."
                  .formatted(governance.profile().name())));
    }
    var lines = new ArrayList<String>();
    reports.forEach(report -> lines.addAll(lines(report)));
    return new ControlAnswer("", lines);
  }

  private static List<String> armed(RuleReport report, RuleStanding standing) {
    var lines = new ArrayList<String>();
    lines.add(
        "armed: its signals reach operators; back in shadow by itself if over 7 days fewer than"
            + " %d %% are confirmed".formatted(Math.round(standing.floor().orElse(0.0) * 100)));
    lines.add("It rests on:");
    lines.addAll(figures(report));
    return lines;
  }

  private static List<String> lines(RuleReport report) {
    var standing = report.standing();
    var lines = new ArrayList<String>();
    lines.add(
        "%s, rule %s (%s%s): %s since %s"
            .formatted(
                standing.camera(),
                standing.rule(),
                standing.event(),
                Commissioning.isExperimental(standing.event()) ? ", experimental" : "",
                switch (standing.mode()) {
                  case SHADOW -> "in shadow";
                  case ARMED -> "armed";
                  case BELOW_FLOOR -> "in shadow again, below its floor,";
                },
                standing.since()));
    lines.add("  " + standing.why());
    lines.addAll(figures(report));
    if (standing.mode().isShadow()) {
      if (report.missing().isEmpty()) {
        lines.add("  ready to be armed: vigie commission arm");
      } else {
        report.missing().forEach(thing -> lines.add("  missing: " + thing.sentence()));
      }
    }
    return lines;
  }

  private static List<String> figures(RuleReport report) {
    var lines = new ArrayList<String>();
    var all = report.all();
    lines.add(
        "  watched on %d days; %d alerts%s, %d confirmed, %d dismissed; right in %s, worth a look %s"
            .formatted(
                report.watchedDays(),
                all.alerts(),
                perDay(report.alertsPerDay()),
                all.confirmed(),
                all.dismissed(),
                percent(all.precision()),
                percent(all.relevance())));
    for (var light : Light.values()) {
      var measured = report.byLight().get(light);
      if (measured != null && light != Light.UNKNOWN) {
        lines.add(
            "    by %s: %d alerts, right in %s"
                .formatted(
                    light.name().toLowerCase(Locale.ROOT),
                    measured.alerts(),
                    percent(measured.precision())));
      }
    }
    for (var scene : report.scenes()) {
      lines.add("    " + line(scene));
    }
    return lines;
  }

  private static String line(StagedScene scene) {
    return "staged by %s at %s, %s: %s (%s)"
        .formatted(
            scene.light().name().toLowerCase(Locale.ROOT),
            scene.from(),
            scene.expected() ? "should be found" : "should be left alone",
            scene.raised()
                ? (scene.expected() ? "found" : "raised, wrongly")
                : (scene.expected() ? "not found" : "left alone"),
            scene.what());
  }

  private static String perDay(OptionalDouble number) {
    return number.isEmpty()
        ? ""
        : String.format(Locale.ROOT, " (%.1f a day)", number.getAsDouble());
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "(no verdict yet)" : Math.round(share.getAsDouble() * 100) + " %";
  }
}
