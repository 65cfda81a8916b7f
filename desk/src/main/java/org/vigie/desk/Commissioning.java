package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.CommissioningTerms;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;

/// Lets a rule's signals reach operators only once it has been tried on its own camera (R24), and
/// takes it back when it falls short of what was declared for it (R26).
///
/// Where the legal profile asks for it, a rule begins in shadow: it judges, its signals are kept
/// for whoever commissions it, no operator sees them. It is armed by a person with the right
/// CONFIGURE, on a report that is in the ledger. Another setting is another rule, and begins in
/// shadow again. Safe for any thread.
public final class Commissioning {

  /// Over which time an armed rule is held against its floor.
  static final Duration TRIAL = Duration.ofDays(7);

  /// Fewer verdicts than this say nothing of a share.
  static final int LEAST_VERDICTS = 5;

  private static final Duration LONGEST_SCENE = Duration.ofMinutes(30);
  private static final int LONGEST_TEXT = 500;
  private static final System.Logger LOG = System.getLogger(Commissioning.class.getName());

  private final SqlState state;
  private final Governance governance;
  private final Clocks clocks;
  private final Standings standings;
  private final RuleReports reports;
  private final WatchedDays days;

  Commissioning(
      SqlState state,
      Governance governance,
      Alarms alarms,
      Optional<Daylight> daylight,
      Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.clocks = clocks;
    this.standings = new Standings(state, governance, alarms, clocks);
    this.reports = new RuleReports(state, daylight, clocks);
    this.days = new WatchedDays(state, clocks);
  }

  private Optional<CommissioningTerms> terms() {
    return governance.profile().commissioning();
  }

  /// Takes a camera's rules: each keeps its standing if its settings are those of last time, and is
  /// in shadow otherwise.
  synchronized void take(RuleBook book) {
    if (terms().isPresent()) {
      standings.take(book);
    } else {
      standings.forget(book.camera());
    }
  }

  /// How a rule would stand if its book were brought into force as it is; nothing where it is not
  /// subject to commissioning.
  public Optional<RuleStanding.Mode> wouldStand(RuleBook book, Rule rule) {
    return terms().isPresent() && rule.event().raisesAlerts()
        ? Optional.of(standings.wouldStand(book, rule))
        : Optional.empty();
  }

  /// How a rule stands now; nothing where it is not subject to commissioning.
  public Optional<RuleStanding.Mode> stands(CameraId camera, String rule) {
    return standings.find(camera, rule).map(RuleStanding::mode);
  }

  /// Whether a rule's signals are kept from operators.
  public boolean isShadow(CameraId camera, String rule) {
    return standings.isShadow(camera, rule) || isUntold();
  }

  /// Whether rules that nobody needs to arm stay in shadow, because the town has not told its
  /// public
  /// (R51). A demonstration tells nobody anything.
  private boolean isUntold() {
    var profile = governance.profile();
    return profile.commissioning().isEmpty()
        && !profile.demoOnly()
        && !governance.notices().allowArming();
  }

  /// At least one rule judged a picture of the camera now.
  void watched(CameraId camera) {
    if (terms().isPresent()) {
      days.note(camera);
    }
  }

  /// Every rule that is subject to commissioning, by camera and rule; none where the profile asks
  /// for nothing.
  public List<RuleReport> reports() {
    return standings.list().stream().map(this::report).toList();
  }

  /// @throws DeskException.Uncommissioned if no such rule is subject to commissioning
  public RuleReport report(CameraId camera, String rule) throws DeskException {
    return report(standings.get(camera, rule));
  }

  /// The same, or nothing if no such rule is subject to commissioning.
  public Optional<RuleReport> find(CameraId camera, String rule) {
    return standings.find(camera, rule).map(this::report);
  }

  /// What a rule raised since ever and what people said of it, whether it is subject to
  /// commissioning or not, for each light of which there is any.
  public Map<Light, RuleReport.Measured> measured(CameraId camera, String rule) {
    return reports.measured(camera, rule);
  }

  /// By which light the town's cameras see now.
  public Light lightNow() {
    return reports.light(clocks.wall());
  }

  private RuleReport report(RuleStanding standing) {
    return reports.of(standing, terms().orElseThrow(), governance.notices().allowArming());
  }

  /// A scene is played from now on; signals decided until its end belong to it.
  ///
  /// @param permit of the right CONFIGURE for the camera
  /// @param light DAY or NIGHT
  /// @param length at most 30 minutes
  /// @param what in a few words, 3 to 500 characters; no names
  public StagedScene stage(
      Permit permit,
      CameraId camera,
      String rule,
      Light light,
      boolean expected,
      Duration length,
      String what)
      throws Refused, DeskException {
    var standing = standings.get(camera, rule);
    if (light != Light.DAY && light != Light.NIGHT) {
      throw new DeskException.Incomplete("A scene is staged by DAY or by NIGHT.");
    }
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST_SCENE) > 0) {
      throw new DeskException.Incomplete("A scene should last at most 30 minutes.");
    }
    checkText("what is played", what);
    permit.use(Right.CONFIGURE, camera);
    var now = clocks.wall();
    var scene = new StagedScene(camera, rule, light, expected, what, now, now.plus(length), false);
    var facts = Standings.facts(standing);
    facts.put("light", light);
    facts.put("expected", expected);
    facts.put("until", scene.to());
    facts.put("permit", permit.id());
    governance.note("rule.staged", permit.person(), facts);
    state.write(
        c -> {
          new SqlStandings(c).stage(scene, permit.person());
          return true;
        });
    return scene;
  }

  /// Lets a rule's signals reach operators; the report that it rests on is in the ledger first.
  ///
  /// @param permit of the right CONFIGURE for the camera; used only if nothing is missing
  /// @param floor the precision that is declared for it, from the profile's floor to 1
  /// @param why a sentence of 3 to 500 characters
  /// @throws DeskException.NotReady if something is missing, the public page among it
  public RuleStanding arm(Permit permit, CameraId camera, String rule, double floor, String why)
      throws Refused, DeskException {
    checkText("a reason", why);
    synchronized (this) {
      var report = report(camera, rule);
      var terms = terms().orElseThrow();
      if (!report.missing().isEmpty()) {
        throw new DeskException.NotReady(camera, rule, report.missing());
      }
      if (floor < terms.floor() || floor > 1) {
        throw new DeskException.Incomplete(
            String.format(
                Locale.ROOT, "The declared floor should be from %.2f to 1.", terms.floor()));
      }
      permit.use(Right.CONFIGURE, camera);
      var before = report.standing();
      var armed =
          new RuleStanding(
              camera,
              rule,
              before.event(),
              before.fingerprint(),
              RuleStanding.Mode.ARMED,
              clocks.wall(),
              permit.person(),
              Optional.of(floor),
              why);
      var figures = RuleReports.figures(report);
      figures.put("permit", permit.id());
      standings.arm(armed, figures);
      return armed;
    }
  }

  /// Takes a rule back into shadow: what is measured begins anew.
  ///
  /// @param permit of the right CONFIGURE for the camera
  /// @param why a sentence of 3 to 500 characters
  public RuleStanding disarm(Permit permit, CameraId camera, String rule, String why)
      throws Refused, DeskException {
    checkText("a reason", why);
    synchronized (this) {
      var before = standings.get(camera, rule);
      permit.use(Right.CONFIGURE, camera);
      var shadow =
          new RuleStanding(
              camera,
              rule,
              before.event(),
              before.fingerprint(),
              RuleStanding.Mode.SHADOW,
              clocks.wall(),
              permit.person(),
              Optional.empty(),
              why);
      standings.toShadow(shadow);
      return shadow;
    }
  }

  /// Takes back every rule that was armed for a week and, over that week, was right less often than
  /// was declared. Call it every hour or so.
  synchronized void review() {
    var now = clocks.wall();
    for (var standing : standings.list()) {
      var floor = standing.floor();
      if (!standing.mode().isShadow()
          && floor.isPresent()
          && !standing.since().plus(TRIAL).isAfter(now)) {
        var judged = reports.judged(standing, TRIAL);
        double share = judged.share().orElse(1);
        if (judged.confirmed() + judged.dismissed() >= LEAST_VERDICTS && share < floor.get()) {
          fallBack(standing, judged, share, floor.get());
        }
      }
    }
  }

  private void fallBack(RuleStanding standing, Precision judged, double share, double floor) {
    var why =
        String.format(
            Locale.ROOT,
            "Of %d verdicts in 7 days %d %% were confirmed; %d %% were declared.",
            judged.confirmed() + judged.dismissed(),
            Math.round(share * 100),
            Math.round(floor * 100));
    var shadow =
        new RuleStanding(
            standing.camera(),
            standing.rule(),
            standing.event(),
            standing.fingerprint(),
            RuleStanding.Mode.BELOW_FLOOR,
            clocks.wall(),
            Actors.VIGIE,
            Optional.empty(),
            why);
    standings.toShadow(shadow);
    LOG.log(
        Level.WARNING, "{0}, rule {1}: back in shadow. {2}", shadow.camera(), shadow.rule(), why);
  }

  private static void checkText(String what, String text) throws DeskException {
    if (text.strip().length() < 3 || text.length() > LONGEST_TEXT) {
      throw new DeskException.Incomplete(
          "There should be " + what + " of 3 to " + LONGEST_TEXT + " characters.");
    }
  }

  /// The events that are labelled experimental until measured evidence is attached (R28).
  public static boolean isExperimental(EventType event) {
    return event == EventType.PERSON_DOWN || event == EventType.FIRE;
  }
}
