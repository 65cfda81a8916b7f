package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.CommissioningTerms;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.rules.Fingerprint;
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
  private static final int SECONDS_PER_DAY = 86_400;
  private static final System.Logger LOG = System.getLogger(Commissioning.class.getName());

  private record Key(CameraId camera, String rule) {}

  private final SqlState state;
  private final Governance governance;
  private final Alarms alarms;
  private final Optional<Daylight> daylight;
  private final Clocks clocks;
  private final Map<Key, RuleStanding> standings = new ConcurrentHashMap<>();
  private final Map<CameraId, Long> days = new ConcurrentHashMap<>();

  Commissioning(
      SqlState state,
      Governance governance,
      Alarms alarms,
      Optional<Daylight> daylight,
      Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.alarms = alarms;
    this.daylight = daylight;
    this.clocks = clocks;
  }

  private Optional<CommissioningTerms> terms() {
    return governance.profile().commissioning();
  }

  /// Takes a camera's rules: each keeps its standing if its settings are those of last time, and is
  /// in shadow otherwise.
  synchronized void take(RuleBook book) {
    standings.keySet().removeIf(key -> key.camera().equals(book.camera()));
    if (terms().isEmpty()) {
      return;
    }
    for (var rule : book.rules()) {
      if (rule.event().raisesAlerts()) {
        var kept = state.read(c -> new SqlStandings(c).find(book.camera(), rule.id()));
        var print = Fingerprint.of(rule);
        var standing = kept.map(SqlStandings.Kept::standing).orElse(null);
        if (standing == null) {
          toShadow(shadow(book.camera(), rule, print, "It has not been commissioned yet."));
        } else if (!standing.fingerprint().equals(print)) {
          toShadow(shadow(book.camera(), rule, print, "Its settings were changed."));
        } else {
          standings.put(new Key(book.camera(), rule.id()), standing);
          if (standing.mode() == RuleStanding.Mode.BELOW_FLOOR) {
            alarm(standing);
          }
        }
      }
    }
  }

  private RuleStanding shadow(CameraId camera, Rule rule, String print, String why) {
    return new RuleStanding(
        camera,
        rule.id(),
        rule.event(),
        print,
        RuleStanding.Mode.SHADOW,
        clocks.wall(),
        Actors.VIGIE,
        Optional.empty(),
        why);
  }

  private void toShadow(RuleStanding standing) {
    governance.note("rule.shadow", standing.person(), facts(standing));
    state.write(
        c -> {
          new SqlStandings(c).put(standing, standing.since());
          return true;
        });
    standings.put(new Key(standing.camera(), standing.rule()), standing);
  }

  /// Whether a rule's signals are kept from operators.
  boolean isShadow(CameraId camera, String rule) {
    var standing = standings.get(new Key(camera, rule));
    return standing != null && standing.mode().isShadow();
  }

  /// At least one rule judged a picture of the camera now.
  void watched(CameraId camera) {
    long day = Math.floorDiv(clocks.wall().getEpochSecond(), SECONDS_PER_DAY);
    if (terms().isEmpty() || Long.valueOf(day).equals(days.put(camera, day))) {
      return;
    }
    try {
      state.write(
          c -> {
            new SqlStandings(c).watched(camera, day);
            return true;
          });
    } catch (StateUnavailable e) {
      // Tried again with the next picture; the desk says that its database cannot be written.
      days.remove(camera);
    }
  }

  /// Every rule that is subject to commissioning, by camera and rule; none where the profile asks
  /// for nothing.
  public List<RuleReport> reports() {
    var sorted = new TreeMap<String, RuleStanding>();
    standings.forEach((key, standing) -> sorted.put(key.camera() + " " + key.rule(), standing));
    return sorted.values().stream().map(this::report).toList();
  }

  /// @throws DeskException.Uncommissioned if no such rule is subject to commissioning
  public RuleReport report(CameraId camera, String rule) throws DeskException {
    return report(standing(camera, rule));
  }

  /// The same, or nothing if no such rule is subject to commissioning.
  public Optional<RuleReport> find(CameraId camera, String rule) {
    return Optional.ofNullable(standings.get(new Key(camera, rule))).map(this::report);
  }

  /// What a rule raised since ever and what people said of it, whether it is subject to
  /// commissioning or not, for each light of which there is any.
  public Map<Light, RuleReport.Measured> measured(CameraId camera, String rule) {
    return state.read(c -> new SqlStandings(c).measured(camera, rule, Instant.EPOCH, this::light));
  }

  /// By which light the town's cameras see now.
  public Light lightNow() {
    return light(clocks.wall());
  }

  private RuleStanding standing(CameraId camera, String rule) throws DeskException {
    var standing = standings.get(new Key(camera, rule));
    if (standing == null) {
      var known =
          standings.keySet().stream().map(k -> k.camera() + " " + k.rule()).sorted().toList();
      throw new DeskException.Uncommissioned(camera, rule, known);
    }
    return standing;
  }

  private RuleReport report(RuleStanding standing) {
    var camera = standing.camera();
    var rule = standing.rule();
    return state.read(
        c -> {
          var sql = new SqlStandings(c);
          var since = sql.find(camera, rule).orElseThrow().shadow();
          var measured = sql.measured(camera, rule, since, this::light);
          var scenes = sql.scenes(camera, rule, since);
          int watched =
              sql.watchedDays(camera, Math.floorDiv(since.getEpochSecond(), SECONDS_PER_DAY));
          var now = clocks.wall();
          var lastWeek = sql.judgedSince(camera, rule, now.minus(TRIAL));
          var route = RouteStep.route(scenes, now);
          var report =
              new RuleReport(standing, watched, measured, lastWeek, scenes, route, List.of());
          return report.missing(ArmingConditions.missing(report, terms().orElseThrow()));
        });
  }

  private Light light(Instant at) {
    return daylight.map(place -> place.at(at)).orElse(Light.UNKNOWN);
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
    var standing = standing(camera, rule);
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
    var facts = facts(standing);
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
  /// @throws DeskException.NotReady if something is missing
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
      var facts = facts(armed);
      facts.putAll(figures(report));
      facts.put("permit", permit.id());
      governance.note("rule.armed", permit.person(), facts);
      state.write(
          c -> {
            var sql = new SqlStandings(c);
            sql.put(armed, sql.find(camera, rule).orElseThrow().shadow());
            return true;
          });
      standings.put(new Key(camera, rule), armed);
      alarms.end(AlarmKind.RULE_BELOW_FLOOR, subject(armed));
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
      var before = standing(camera, rule);
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
      toShadow(shadow);
      alarms.end(AlarmKind.RULE_BELOW_FLOOR, subject(shadow));
      return shadow;
    }
  }

  /// Takes back every rule that was armed for a week and, over that week, was right less often than
  /// was declared. Call it every hour or so.
  synchronized void review() {
    var now = clocks.wall();
    for (var standing : List.copyOf(standings.values())) {
      var floor = standing.floor();
      if (!standing.mode().isShadow()
          && floor.isPresent()
          && !standing.since().plus(TRIAL).isAfter(now)) {
        var judged =
            state.read(
                c ->
                    new SqlStandings(c)
                        .judgedSince(standing.camera(), standing.rule(), now.minus(TRIAL)));
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
    toShadow(shadow);
    LOG.log(
        Level.WARNING, "{0}, rule {1}: back in shadow. {2}", shadow.camera(), shadow.rule(), why);
    alarm(shadow);
  }

  private void alarm(RuleStanding standing) {
    alarms.raise(AlarmKind.RULE_BELOW_FLOOR, subject(standing), standing.why());
  }

  /// What an alarm about a rule is about: its camera and its id.
  private static String subject(RuleStanding standing) {
    return standing.camera() + " " + standing.rule();
  }

  private static TreeMap<String, Object> facts(RuleStanding standing) {
    var facts = new TreeMap<String, Object>();
    facts.put("camera", standing.camera());
    facts.put("rule", standing.rule());
    facts.put("event", standing.event());
    facts.put("settings", standing.fingerprint());
    facts.put("why", standing.why());
    standing.floor().ifPresent(floor -> facts.put("floor_percent", Math.round(floor * 100)));
    return facts;
  }

  private static Map<String, Object> figures(RuleReport report) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("watched_days", report.watchedDays());
    figures.put("alerts", report.all().alerts());
    figures.put("confirmed", report.all().confirmed());
    figures.put("dismissed", report.all().dismissed());
    for (var light : List.of(Light.DAY, Light.NIGHT)) {
      var scenes = report.scenes().stream().filter(scene -> scene.light() == light).toList();
      figures.put("staged_" + light.name().toLowerCase(Locale.ROOT), scenes.size());
      figures.put(
          "passed_" + light.name().toLowerCase(Locale.ROOT),
          (int) scenes.stream().filter(StagedScene::passed).count());
    }
    return figures;
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
