package org.vigie.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.Span;

class GovernanceTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final CameraId YARD = new CameraId("yard");

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final Instant start = clocks.wall();
  private Governance governance;

  @BeforeEach
  void open() throws IOException, BadInput {
    governance = Governance.open(dir, "Town", LegalProfile.builtIn("demo"), acts(), clocks);
  }

  @AfterEach
  void close() {
    governance.close();
  }

  private void reopen() throws IOException, BadInput {
    governance.close();
    open();
  }

  private Acts acts() {
    return new Acts(
        List.of(
            new RecordingAct(
                "R-1",
                "Mayor",
                start.minusSeconds(60),
                start.plus(Duration.ofDays(2)),
                Set.of(Purpose.RESCUE_AND_FIRE),
                "the harbour",
                CameraScope.all(),
                Duration.ofHours(72),
                Duration.ofHours(12),
                "")),
        List.of(
            new DetectionAct(
                "D-1",
                "Mayor",
                start.minusSeconds(60),
                start.plus(Duration.ofHours(1)),
                Set.of(EventType.INTRUSION),
                CameraScope.only(QUAY),
                Set.of("water"))));
  }

  private Habilitation operator(String person, CameraScope cameras, Right... rights)
      throws Refused {
    return governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        person,
        Set.of(rights),
        cameras,
        start.minusSeconds(1),
        start.plus(Duration.ofDays(30)));
  }

  private Recorded newest() {
    return governance.ledger().page(Query.newest(1)).entries().getFirst();
  }

  private Span lastHour() {
    return new Span(start.minusSeconds(3600), start);
  }

  @Test
  void detects_only_the_event_camera_and_zone_of_the_act() {
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "water", start)).isTrue();
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "", start)).isFalse();
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "bridge", start)).isFalse();
    assertThat(governance.mayDetect(QUAY, EventType.FIRE, "water", start)).isFalse();
    assertThat(governance.mayDetect(YARD, EventType.INTRUSION, "water", start)).isFalse();
  }

  @Test
  void a_clock_that_was_set_back_while_vigie_was_stopped_does_not_revive_an_act() throws Exception {
    clocks.stepWall(Duration.ofDays(2));
    assertThat(governance.recordingAct(QUAY, clocks.wall())).isEmpty();
    // Whoever was there last wrote something down: at the latest that the act had ended.
    governance.note("test.seen", Actors.VIGIE, Map.of());
    governance.close();
    clocks.stepWall(Duration.ofDays(-2));
    clocks.reboot("second boot");
    open();
    assertThat(governance.recordingAct(QUAY, clocks.wall())).isEmpty();
    clocks.advance(Duration.ofHours(1));
    assertThat(governance.recordingAct(QUAY, clocks.wall())).isEmpty();
  }

  @Test
  void an_act_ends_at_its_instant_and_a_clock_set_back_does_not_revive_it()
      throws IOException, BadInput {
    var end = start.plus(Duration.ofHours(1));
    clocks.stepWall(Duration.ofHours(1).minusNanos(1));
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "water", clocks.wall())).isTrue();
    clocks.stepWall(Duration.ofNanos(1));
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "water", end)).isFalse();

    clocks.stepWall(Duration.ofMinutes(-30));
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "water", clocks.wall())).isFalse();
    assertThat(governance.recordingAct(QUAY, clocks.wall())).isPresent();

    governance.note("test.entry", Actors.VIGIE, Map.of());
    awaitEntry("act.ended");
    reopen();
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "water", clocks.wall())).isFalse();
  }

  @Test
  void the_end_of_an_act_is_in_the_ledger_once() throws Exception {
    clocks.stepWall(Duration.ofHours(2));
    awaitEntry("act.ended");
    reopen();
    awaitEntry("act.ended");
    governance.close();
    assertThat(ended()).hasSize(1);
    assertThat(ended().getFirst().entry().facts()).containsEntry("act", "D-1");
  }

  private List<Recorded> ended() {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", "act.ended")).entries();
  }

  private void awaitEntry(String kind) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (governance.ledger().page(new Query(Long.MAX_VALUE, 1, "", kind)).entries().isEmpty()) {
      assertThat(System.nanoTime()).as("waiting for " + kind).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void stop_buttons_work_at_once_and_survive_a_restart() throws Exception {
    for (var scope :
        List.of(
            new StopScope.Town(),
            new StopScope.Camera(QUAY),
            new StopScope.Event(EventType.INTRUSION),
            new StopScope.Rule(QUAY, "rule-1"))) {
      governance.stop(Actors.LOCAL_ADMINISTRATOR, scope, "rehearsal");
      assertThat(governance.mayDetect(QUAY, "rule-1", EventType.INTRUSION, "water", start))
          .as(scope.toString())
          .isFalse();
      assertThat(governance.recordingAct(QUAY, start)).isPresent();
      reopen();
      assertThat(governance.mayDetect(QUAY, "rule-1", EventType.INTRUSION, "water", start))
          .as(scope + " after a restart")
          .isFalse();
      assertThat(governance.stops())
          .containsExactly(new Stop(scope, Actors.LOCAL_ADMINISTRATOR, start, "rehearsal"));
      governance.resume(Actors.LOCAL_ADMINISTRATOR, scope, "over");
      assertThat(governance.mayDetect(QUAY, "rule-1", EventType.INTRUSION, "water", start))
          .isTrue();
      reopen();
      assertThat(governance.stops()).isEmpty();
    }
  }

  @Test
  void only_who_holds_the_right_presses_a_stop_button() throws Refused {
    operator("agent-1", CameraScope.only(QUAY), Right.STOP);
    governance.stop("agent-1", new StopScope.Camera(QUAY), "");
    assertThatThrownBy(() -> governance.stop("agent-1", new StopScope.Town(), ""))
        .isInstanceOf(Refused.class)
        .hasMessage("You do not hold the right STOP there.");
    assertThat(newest().entry().kind()).isEqualTo("stop.refused");
  }

  @Test
  void a_permit_is_in_the_ledger_before_it_is_returned() throws Refused {
    operator("agent-1", CameraScope.only(QUAY), Right.PLAY_BACK);
    var permit =
        governance.permit(
            "agent-1", Right.PLAY_BACK, Set.of(QUAY), Optional.of(lastHour()), "accident report");
    var entry = newest().entry();
    assertThat(entry.kind()).isEqualTo("permit.granted");
    assertThat(entry.actor()).isEqualTo("agent-1");
    assertThat(entry.facts())
        .containsEntry("permit", permit.id())
        .containsEntry("cameras", List.of("quay"))
        .containsEntry("reason", "accident report");
  }

  @Test
  void a_permit_works_once_for_its_right_camera_and_footage() throws Refused {
    operator("agent-1", CameraScope.all(), Right.PLAY_BACK);
    var permit =
        governance.permit(
            "agent-1", Right.PLAY_BACK, Set.of(QUAY), Optional.of(lastHour()), "accident report");
    assertThatThrownBy(() -> permit.use(Right.EXPORT, QUAY))
        .hasMessage("The permit is for PLAY_BACK, not for EXPORT.");
    assertThatThrownBy(() -> permit.use(Right.PLAY_BACK, YARD))
        .hasMessage("The permit is not for camera yard.");
    var more = new Span(start.minusSeconds(3601), start);
    assertThatThrownBy(() -> permit.use(Right.PLAY_BACK, QUAY, more))
        .hasMessage("The permit is not for that stretch of footage.");
    permit.use(Right.PLAY_BACK, QUAY, lastHour());
    assertThatThrownBy(() -> permit.use(Right.PLAY_BACK, QUAY, lastHour()))
        .hasMessage("The permit is used up: ask again.");
  }

  @Test
  void a_permit_expires_by_elapsed_time_whatever_the_wall_clock_does() throws Refused {
    operator("agent-1", CameraScope.all(), Right.VIEW_LIVE);
    var permit =
        governance.permit(
            "agent-1",
            Right.VIEW_LIVE,
            Set.of(QUAY),
            Optional.empty(),
            "",
            new PermitTerms(100, Duration.ofMinutes(1)));
    permit.use(Right.VIEW_LIVE, QUAY);
    clocks.advance(Duration.ofMinutes(1).minusNanos(1));
    permit.use(Right.VIEW_LIVE, QUAY);
    clocks.advance(Duration.ofNanos(1));
    clocks.stepWall(Duration.ofMinutes(-2));
    assertThatThrownBy(() -> permit.use(Right.VIEW_LIVE, QUAY))
        .hasMessage("The permit has expired: ask again.");
  }

  @Test
  void ending_a_habilitation_ends_its_permits() throws Refused {
    var habilitation = operator("agent-1", CameraScope.all(), Right.VIEW_LIVE);
    var permit =
        governance.permit(
            "agent-1",
            Right.VIEW_LIVE,
            Set.of(QUAY),
            Optional.empty(),
            "",
            new PermitTerms(100, Duration.ofHours(1)));
    permit.check(Right.VIEW_LIVE, QUAY);
    governance.end(Actors.LOCAL_ADMINISTRATOR, habilitation.id(), "has left");
    assertThatThrownBy(() -> permit.check(Right.VIEW_LIVE, QUAY))
        .hasMessage("You do not hold the right VIEW_LIVE for camera quay.");
    assertThat(newest().entry().kind()).isEqualTo("permit.refused");
  }

  @Test
  void the_directory_gives_and_takes_habilitations_and_holds_no_right_itself() throws Refused {
    var given =
        governance.grant(
            Actors.IDENTITY_PROVIDER,
            "agent-1",
            Mandate.of(Role.INSPECTOR),
            CameraScope.all(),
            start.minusSeconds(1),
            start.plus(Duration.ofDays(1)));
    assertThat(newest().entry().actor()).isEqualTo("identity-provider");
    governance.end(Actors.IDENTITY_PROVIDER, given.id(), "no longer said of them");
    for (var right : Right.values()) {
      assertThat(governance.holds(Actors.IDENTITY_PROVIDER, right)).isFalse();
    }
    assertThatThrownBy(
            () ->
                governance.permit(
                    Actors.IDENTITY_PROVIDER,
                    Right.ADMINISTER,
                    Set.of(),
                    Optional.empty(),
                    "list people"))
        .isInstanceOf(Refused.class);
    // Nor is it ever a person who could be given some.
    assertThatThrownBy(() -> operator(Actors.IDENTITY_PROVIDER, CameraScope.all(), Right.INSPECT))
        .isInstanceOf(Refused.class);
  }

  @Test
  void live_view_ends_with_the_recording_act() throws Refused {
    operator("agent-1", CameraScope.all(), Right.VIEW_LIVE);
    clocks.stepWall(Duration.ofDays(2));
    assertThatThrownBy(
            () -> governance.permit("agent-1", Right.VIEW_LIVE, Set.of(QUAY), Optional.empty(), ""))
        .hasMessage("No recording act covers camera quay now.");
  }

  @Test
  void refusals_are_in_the_ledger() {
    assertThatThrownBy(
            () ->
                governance.permit(
                    "agent-9", Right.EXPORT, Set.of(QUAY), Optional.of(lastHour()), "because"))
        .isInstanceOf(Refused.class)
        .hasMessage("You do not hold the right EXPORT for camera quay.");
    assertThat(newest().entry().kind()).isEqualTo("permit.refused");
    assertThat(newest().entry().facts()).containsEntry("right", "EXPORT");
  }

  @Test
  void footage_needs_a_reason_and_a_span() throws Refused {
    operator("agent-1", CameraScope.all(), Right.PLAY_BACK);
    assertThatThrownBy(
            () ->
                governance.permit(
                    "agent-1", Right.PLAY_BACK, Set.of(QUAY), Optional.of(lastHour()), " "))
        .hasMessage("Give a reason: it is asked for before footage is shown or copied.");
    assertThatThrownBy(
            () ->
                governance.permit(
                    "agent-1", Right.PLAY_BACK, Set.of(QUAY), Optional.empty(), "accident"))
        .hasMessage("Say which stretch of footage.");
  }

  @Test
  void habilitations_survive_a_restart_with_their_dates_and_cameras() throws Exception {
    var granted = operator("agent-1", CameraScope.only(QUAY), Right.JUDGE, Right.VIEW_LIVE);
    reopen();
    assertThat(governance.habilitations("agent-1")).containsExactly(granted);
    assertThat(governance.holds("agent-1", Right.JUDGE, QUAY)).isTrue();
    assertThat(governance.holds("agent-1", Right.JUDGE, YARD)).isFalse();
    assertThat(governance.holds("agent-1", Right.VIEW_LIVE)).isTrue();
    clocks.stepWall(Duration.ofDays(30));
    assertThat(governance.holds("agent-1", Right.JUDGE, QUAY)).isFalse();
  }

  @Test
  void who_administers_or_inspects_one_camera_does_not_do_so_for_the_town() throws Refused {
    operator("tech-1", CameraScope.only(QUAY), Right.ADMINISTER, Right.INSPECT);
    for (var right : List.of(Right.ADMINISTER, Right.INSPECT)) {
      assertThat(governance.holds("tech-1", right)).isFalse();
      assertThat(governance.holds("tech-1", right, QUAY)).isTrue();
      assertThatThrownBy(
              () -> governance.permit("tech-1", right, Set.of(), Optional.empty(), "a link"))
          .hasMessage("You do not hold the right " + right + ".");
    }
    operator("admin-1", CameraScope.all(), Right.ADMINISTER);
    governance
        .permit("admin-1", Right.ADMINISTER, Set.of(), Optional.empty(), "a link")
        .use(Right.ADMINISTER);
  }

  @Test
  void only_an_administrator_grants() throws Refused {
    operator("agent-1", CameraScope.all(), Right.VIEW_LIVE);
    assertThatThrownBy(
            () ->
                governance.grant(
                    "agent-1",
                    "agent-1",
                    Set.of(Right.EXPORT),
                    CameraScope.all(),
                    start,
                    start.plusSeconds(60)))
        .hasMessage("You do not hold the right ADMINISTER.");
    assertThatThrownBy(
            () ->
                governance.grant(
                    Actors.LOCAL_ADMINISTRATOR,
                    Actors.VIGIE,
                    Set.of(Right.EXPORT),
                    CameraScope.all(),
                    start,
                    start.plusSeconds(60)))
        .isInstanceOf(Refused.class);
    assertThat(governance.holds("agent-1", Right.EXPORT)).isFalse();
  }

  @Test
  void a_removed_act_is_revoked_at_once_and_the_change_is_ledgered() throws Exception {
    governance.replaceActs(Actors.LOCAL_ADMINISTRATOR, Acts.none());
    assertThat(governance.recordingAct(QUAY, start)).isEmpty();
    assertThat(newest().entry().kind()).isEqualTo("acts.adopted");
    governance.replaceActs(Actors.LOCAL_ADMINISTRATOR, acts());
    long size = governance.ledger().size();
    reopen();
    assertThat(governance.ledger().size()).isEqualTo(size);
  }

  @Test
  void nobody_else_writes_the_entries_that_state_is_folded_from() {
    assertThatThrownBy(() -> governance.note("stop.released", "agent-1", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobody_administers_and_sees_pictures_at_the_same_time_unless_the_profile_lets_one_be_all(
      @TempDir Path other) throws Exception {
    var profile = LegalProfile.builtIn("fr-video-only");
    try (var strict = Governance.open(other, "Town", profile, Acts.none(), clocks)) {
      var july = start.plus(Duration.ofDays(30));
      strict.grant(
          Actors.LOCAL_ADMINISTRATOR,
          "admin-1",
          Mandate.of(Role.ADMINISTRATOR),
          CameraScope.all(),
          start,
          july);
      assertThatThrownBy(
              () ->
                  strict.grant(
                      "admin-1",
                      "admin-1",
                      Mandate.of(Role.OPERATOR),
                      CameraScope.only(QUAY),
                      start,
                      july))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("ADMINISTER and VIEW_LIVE, PLAY_BACK")
          .hasMessageContaining("fr-video-only");
      var after =
          strict.grant(
              "admin-1",
              "admin-1",
              Mandate.of(Role.OPERATOR),
              CameraScope.only(QUAY),
              july,
              july.plus(Duration.ofDays(30)));
      assertThat(after.mandate().role()).isEqualTo(Role.OPERATOR);
      assertThat(strict.holds("admin-1", Right.VIEW_LIVE, QUAY)).isFalse();
    }
    // Folded again: the role is there.
    try (var strict = Governance.open(other, "Town", profile, Acts.none(), clocks)) {
      assertThat(strict.habilitations("admin-1"))
          .extracting(held -> held.mandate().role())
          .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.OPERATOR);
    }
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        "alone-1",
        Set.of(Right.values()),
        CameraScope.all(),
        start,
        start.plus(Duration.ofDays(30)));
    assertThat(newest().entry().facts()).containsEntry("all_in_one", true);
  }

  @Test
  void a_custodian_holds_no_right_and_nobody_else_may_hold_none() throws Exception {
    var until = start.plus(Duration.ofDays(30));
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        "judge-2",
        Mandate.of(Role.CUSTODIAN),
        CameraScope.all(),
        start,
        until);
    for (var right : Right.values()) {
      assertThat(governance.holds("judge-2", right)).isFalse();
    }
    assertThatThrownBy(
            () ->
                governance.grant(
                    Actors.LOCAL_ADMINISTRATOR,
                    "agent-1",
                    Set.of(),
                    CameraScope.all(),
                    start,
                    until))
        .isInstanceOf(Refused.class);
  }
}
