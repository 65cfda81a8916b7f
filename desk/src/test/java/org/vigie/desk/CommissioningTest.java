package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.desk.Town.GATE;
import static org.vigie.desk.Town.YARD;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Actors;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Right;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;

class CommissioningTest {

  private static final String RULE = "keep-out";
  private static final String WHY = "accepted on report 12";

  @TempDir Path folder;
  private Town town;

  @BeforeEach
  void open() throws Exception {
    town = new Town(folder, LegalProfile.builtIn("private-site"));
    town.governance.notices().publish(Actors.LOCAL_ADMINISTRATOR, "0".repeat(64), "");
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Commissioning commissioning() {
    return town.desk.commissioning();
  }

  private RuleReport report() throws DeskException {
    return commissioning().report(YARD, RULE);
  }

  private List<Alert> shadow() {
    return town.desk.list(AlertQuery.NEWEST.shadow(true));
  }

  private void dismiss(Alert alert) throws Exception {
    town.desk.dismiss(
        town.permit(Right.JUDGE, alert.camera()), alert.id(), DismissReason.WEATHER, "");
  }

  private void confirm(Alert alert) throws Exception {
    town.desk.confirm(town.permit(Right.JUDGE, alert.camera()), alert.id(), "someone came in", "");
  }

  private void stage(Light light, boolean expected, boolean someoneComes) throws Exception {
    commissioning()
        .stage(
            town.permit(Right.CONFIGURE, YARD),
            YARD,
            RULE,
            light,
            expected,
            Duration.ofSeconds(30),
            "played for the test");
    town.watch(YARD, Duration.ofSeconds(10), someoneComes ? new double[] {0.7} : new double[0]);
    town.clocks.advance(Duration.ofMinutes(2));
    town.watch(YARD, Duration.ofSeconds(7));
  }

  private void stageAll() throws Exception {
    for (var light : List.of(Light.DAY, Light.NIGHT)) {
      stage(light, true, true);
      stage(light, false, false);
    }
  }

  private RuleStanding arm(double floor) throws Exception {
    return commissioning().arm(town.permit(Right.CONFIGURE, YARD), YARD, RULE, floor, WHY);
  }

  /// One alert more, in shadow or not.
  private Alert raise() {
    boolean hidden = commissioning().isShadow(YARD, RULE);
    town.clocks.advance(Duration.ofMinutes(2));
    town.intrude(YARD);
    return town.desk.list(AlertQuery.NEWEST.shadow(hidden).limit(1)).getFirst();
  }

  /// One alert on each of so many days.
  private void days(int days, boolean real) throws Exception {
    for (int day = 0; day < days; day++) {
      var alert = raise();
      if (real) {
        confirm(alert);
      } else {
        dismiss(alert);
      }
      town.clocks.advance(Duration.ofDays(1));
      // Acts of a test last 20 days.
      town.acts(town.act(Duration.ofDays(20)));
    }
  }

  @Test
  void a_new_rule_is_in_shadow_and_no_operator_hears_of_what_it_raises() throws Exception {
    town.intrude(YARD);

    assertThat(town.desk.list(AlertQuery.NEWEST)).isEmpty();
    assertThat(town.desk.waiting()).isZero();
    assertThat(town.ledger("alert.raised")).isEmpty();
    assertThat(shadow()).singleElement().satisfies(alert -> assertThat(alert.shadow()).isTrue());
    assertThat(town.ledger("rule.shadow")).hasSize(2);
    assertThat(report().standing().mode()).isEqualTo(RuleStanding.Mode.SHADOW);
    assertThat(report().missing().getFirst().sentence()).contains("14", "staged scenes");
  }

  @Test
  void where_the_profile_asks_for_nothing_rules_raise_alerts_at_once() throws Exception {
    town.close();
    town = new Town(folder.resolve("demo").toFile().mkdir() ? folder.resolve("demo") : folder);

    town.intrude(YARD);

    assertThat(town.desk.list(AlertQuery.NEWEST)).hasSize(1);
    assertThat(commissioning().reports()).isEmpty();
  }

  @Test
  void a_profile_of_the_town_s_own_that_asks_for_nothing_still_has_the_public_told_first()
      throws Exception {
    town.close();
    var own =
        Files.writeString(
            Files.createDirectories(folder.resolve("own")).resolve("own.yaml"),
            """
            profile: own
            version: 1
            title: A town's own
            recording: {longest_retention: 15 d, longest_review_window: 1 d, justify_retention_above: 3 d}
            detection: {events: [INTRUSION, LINE_COUNT], longest_act: 60 d}
            """);
    town = new Town(folder.resolve("own"), LegalProfile.read(own));
    town.intrude(YARD);
    assertThat(town.desk.list(AlertQuery.NEWEST)).isEmpty();
    assertThat(shadow()).hasSize(1);

    town.governance.notices().publish(Actors.LOCAL_ADMINISTRATOR, "0".repeat(64), "");
    raise();
    assertThat(town.desk.list(AlertQuery.NEWEST)).hasSize(1);
  }

  @Test
  void staged_scenes_by_day_and_by_night_arm_a_rule_and_the_ledger_has_the_figures()
      throws Exception {
    stageAll();
    assertThat(report().missing()).isEmpty();
    assertThat(report().stagedRecall()).hasValue(1.0);
    assertThat(report().all().alerts()).as("what was played says nothing of precision").isZero();

    var armed = arm(0.7);

    assertThat(armed.mode()).isEqualTo(RuleStanding.Mode.ARMED);
    town.intrude(YARD);
    town.intrude(GATE);
    assertThat(town.desk.list(AlertQuery.NEWEST))
        .singleElement()
        .satisfies(alert -> assertThat(alert.camera()).isEqualTo(YARD));
    assertThat(town.ledger("rule.staged")).hasSize(4);
    assertThat(town.ledger("rule.armed"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.facts())
                    .containsAllEntriesOf(
                        Map.of(
                            "passed_day", 2L,
                            "passed_night", 2L,
                            "floor_percent", 70L,
                            "why", WHY)));
  }

  @Test
  void scenes_that_go_wrong_or_lack_a_light_arm_nothing() throws Exception {
    stage(Light.DAY, true, true);
    stage(Light.DAY, false, true);
    stage(Light.NIGHT, true, false);

    assertThat(report().missing().getFirst().sentence())
        .contains(
            "by day, what it should leave alone (0 of 1 went right)",
            "by night, what it should find (0 of 1 went right)",
            "by night, what it should leave alone");
    assertThatThrownBy(() -> arm(0.7)).isInstanceOf(DeskException.NotReady.class);
    assertThat(town.ledger("rule.armed")).isEmpty();
  }

  @Test
  void days_in_shadow_arm_a_rule_once_what_it_raised_is_judged_and_was_mostly_right()
      throws Exception {
    days(13, true);
    assertThat(report().watchedDays()).isEqualTo(13);
    assertThat(report().missing())
        .singleElement()
        .satisfies(
            thing -> {
              assertThat(thing.kind()).isEqualTo(Missing.Kind.TRIAL);
              assertThat(thing.have()).isEqualTo(13);
              assertThat(thing.need()).isEqualTo(14);
              assertThat(thing.sentence()).contains("1 more days");
            });
    var last = raise();
    assertThat(report().missing()).isEmpty();
    assertThat(report().all()).isEqualTo(new RuleReport.Measured(14, 13, 0));
    confirm(last);
    assertThat(report().alertsPerDay()).hasValue(1.0);
    assertThatThrownBy(() -> arm(0.4)).isInstanceOf(DeskException.Incomplete.class);
    assertThat(arm(0.9).floor()).contains(0.9);
  }

  @Test
  void a_rule_that_was_mostly_wrong_in_shadow_or_was_not_judged_is_not_armed() throws Exception {
    days(14, false);
    assertThat(report().missing().getFirst().sentence()).contains("right in 0 %");
    assertThat(report().missing())
        .extracting(Missing::kind)
        .containsExactly(Missing.Kind.PRECISION);
    raise();
    raise();
    assertThat(report().missing())
        .hasSize(2)
        .anySatisfy(
            thing -> {
              assertThat(thing.sentence()).contains("14 of 16 are judged");
              assertThat(thing.need()).isEqualTo(15);
            });
  }

  @Test
  void another_setting_is_another_rule_and_the_same_stays_armed_over_a_restart() throws Exception {
    stageAll();
    arm(0.7);
    town.restart();
    assertThat(report().standing().mode()).isEqualTo(RuleStanding.Mode.ARMED);

    var book = Town.book(YARD);
    var rules = new ArrayList<Rule>();
    for (var rule : book.rules()) {
      rules.add(
          rule instanceof Rule.Intrusion i
              ? new Rule.Intrusion(
                  i.id(),
                  i.zone(),
                  i.area(),
                  i.target(),
                  Duration.ofSeconds(3),
                  i.rearm(),
                  i.schedule())
              : rule);
    }
    town.desk.arm(new RuleBook(YARD, book.aspect(), book.places(), List.copyOf(rules), List.of()));

    assertThat(report().standing().mode()).isEqualTo(RuleStanding.Mode.SHADOW);
    assertThat(report().standing().why()).isEqualTo("Its settings were changed.");
    assertThat(report().scenes()).isEmpty();
  }

  @Test
  void an_armed_rule_that_is_right_too_seldom_for_a_week_goes_back_into_shadow_and_says_so()
      throws Exception {
    stageAll();
    arm(0.7);
    days(3, true);
    days(3, false);
    commissioning().review();
    assertThat(report().standing().mode())
        .as("less than a week")
        .isEqualTo(RuleStanding.Mode.ARMED);
    days(2, false);

    commissioning().review();

    assertThat(report().standing().mode()).isEqualTo(RuleStanding.Mode.BELOW_FLOOR);
    assertThat(town.alarms.held).containsKey("RULE_BELOW_FLOOR yard keep-out");
    town.intrude(YARD);
    assertThat(town.desk.waiting()).isZero();
    town.restart();
    assertThat(town.alarms.held).as("raised again").containsKey("RULE_BELOW_FLOOR yard keep-out");
    confirm(shadow().getFirst());
    stageAll();
    arm(0.5);
    assertThat(town.alarms.held).isEmpty();
  }

  @Test
  void few_verdicts_say_nothing_and_drills_do_not_count() throws Exception {
    stageAll();
    arm(0.7);
    for (int day = 0; day < 8; day++) {
      var alert = raise();
      town.desk.dismiss(town.permit(Right.JUDGE, YARD), alert.id(), DismissReason.DRILL, "");
      town.clocks.advance(Duration.ofDays(1));
      town.acts(town.act(Duration.ofDays(20)));
    }
    days(2, false);

    commissioning().review();

    assertThat(report().standing().mode()).isEqualTo(RuleStanding.Mode.ARMED);
  }

  @Test
  void a_person_takes_a_rule_back_and_what_is_measured_begins_anew() throws Exception {
    stageAll();
    arm(0.7);
    town.clocks.advance(Duration.ofMinutes(1));

    commissioning().disarm(town.permit(Right.CONFIGURE, YARD), YARD, RULE, "works in the yard");

    assertThat(report().standing().mode()).isEqualTo(RuleStanding.Mode.SHADOW);
    assertThat(report().scenes()).isEmpty();
    assertThatThrownBy(() -> commissioning().report(YARD, "passages"))
        .isInstanceOf(DeskException.Uncommissioned.class)
        .hasMessageContaining("there are: gate keep-out, yard keep-out");
  }

  @Test
  void no_rule_is_armed_before_the_public_is_told_and_an_exemption_tells_as_well(
      @TempDir Path untold) throws Exception {
    town.close();
    town = new Town(untold, LegalProfile.builtIn("private-site"));
    stageAll();

    assertThat(report().missing())
        .singleElement()
        .satisfies(
            thing -> {
              assertThat(thing.kind()).isEqualTo(Missing.Kind.NOTICE);
              assertThat(thing.sentence()).contains("/api/notice/publish", "exempts");
            });
    assertThatThrownBy(() -> arm(0.7))
        .isInstanceOf(DeskException.NotReady.class)
        .hasMessageContaining("public page");
    assertThat(town.ledger("rule.armed")).isEmpty();

    town.governance.notices().exempt(Actors.LOCAL_ADMINISTRATOR, "DEF-7", "Prefecture", "a depot");
    assertThat(arm(0.7).mode()).isEqualTo(RuleStanding.Mode.ARMED);
  }
}
