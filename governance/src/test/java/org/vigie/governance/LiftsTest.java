package org.vigie.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// One person sees one camera clear for some minutes, on record, and no longer.
class LiftsTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final CameraId YARD = new CameraId("yard");
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final String ANA = "agent-1";

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final Instant start = clocks.wall();
  private Governance governance;
  private Lifts lifts;

  @BeforeEach
  void open() throws IOException, BadInput, Refused {
    open(LegalProfile.builtIn("fr-video-only"));
    grant(ANA, CameraScope.all(), Role.OPERATOR.rights());
  }

  private void open(LegalProfile profile) throws IOException {
    governance = Governance.open(dir, "Town", profile, acts(), clocks);
    lifts = governance.lifts();
  }

  @AfterEach
  void close() {
    governance.close();
  }

  private Acts acts() {
    var act =
        new RecordingAct(
            "R-1",
            "Mayor",
            start.minusSeconds(60),
            start.plus(Duration.ofHours(2)),
            Set.of(Purpose.RESCUE_AND_FIRE),
            "the harbour",
            CameraScope.all(),
            Duration.ofHours(72),
            Duration.ofHours(12),
            "");
    return new Acts(List.of(act), List.of());
  }

  private Habilitation grant(String person, CameraScope cameras, Set<Right> rights) throws Refused {
    return governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        person,
        rights,
        cameras,
        start.minusSeconds(1),
        start.plus(Duration.ofDays(30)));
  }

  private static LiftOrder live(CameraId camera) {
    return order(ANA, camera, null, LiftGround.PERSON_IN_DANGER, "", null, FIVE);
  }

  private LiftOrder footage(Duration ago, Duration length) {
    var from = clocks.wall().minus(ago);
    var span = new Span(from, from.plus(length));
    return order(ANA, QUAY, span, LiftGround.OFFENCE_UNDER_WAY, "", null, FIVE);
  }

  private static LiftOrder order(
      String person,
      CameraId camera,
      @Nullable Span span,
      LiftGround ground,
      String note,
      @Nullable Long alert,
      Duration length) {
    return new LiftOrder(person, camera, span, ground, note, alert, length);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(LiftOrder order) {
    var thrown = assertThatThrownBy(() -> lifts.begin(order)).isInstanceOf(Refused.class);
    assertThat(newest().entry().kind()).isEqualTo("lift.refused");
    assertThat(newest().entry().actor()).isEqualTo(order.person());
    assertThat(lifts.list().stream().filter(l -> l.person().equals(order.person()))).isEmpty();
    return thrown;
  }

  private boolean holds(Permit permit) {
    try {
      permit.check(Right.SEE_CLEAR, QUAY);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  private Permit permit(Lift lift) throws Refused {
    return lifts.permit(ANA, lift.id(), lift.camera(), lift.isLive()).orElseThrow();
  }

  private Recorded newest() {
    return governance.ledger().page(Query.newest(1)).entries().getFirst();
  }

  private List<Recorded> entries(String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", kind)).entries();
  }

  private List<Object> whys() {
    lifts.round();
    return entries("lift.ended").reversed().stream()
        .map(entry -> entry.entry().facts().get("why"))
        .toList();
  }

  @Test
  void is_in_the_ledger_before_it_holds_and_its_note_can_be_erased() throws Exception {
    var lift =
        lifts.begin(order(ANA, QUAY, null, LiftGround.OTHER, " a dog on the ice ", 31L, FIVE));
    var entry = newest().entry();
    assertThat(entry.kind()).isEqualTo("lift.granted");
    assertThat(entry.actor()).isEqualTo(ANA);
    assertThat(entry.facts())
        .containsEntry("lift", lift.id())
        .containsEntry("camera", "quay")
        .containsEntry("live", true)
        .containsEntry("ground", "OTHER")
        .containsEntry("note", "a dog on the ice")
        .containsEntry("alert", 31L)
        .containsEntry("length", "PT5M")
        .containsEntry("until", start.plus(FIVE).toString());
    assertThat(lifts.list()).containsExactly(lift);
    assertThat(holds(permit(lift))).isTrue();
    long index = newest().index();
    assertThat(governance.freeText().erase("officer-1", index, "names somebody")).isTrue();
    assertThat(governance.ledger().find(index).orElseThrow().entry().facts())
        .containsEntry("ground", "OTHER")
        .hasEntrySatisfying("note", left -> assertThat(left).isInstanceOf(Map.class));
  }

  @Test
  void ends_by_elapsed_time_whatever_the_wall_clock_says() throws Refused {
    var lift = lifts.begin(live(QUAY));
    var permit = permit(lift);
    clocks.stepWall(Duration.ofHours(-3));
    clocks.advance(FIVE.minusNanos(1));
    assertThat(lifts.left(lift)).isEqualTo(Duration.ofNanos(1));
    clocks.stepWall(Duration.ofHours(3));
    assertThat(holds(permit)).isTrue();
    clocks.stepWall(Duration.ofMinutes(-4));
    clocks.advance(Duration.ofNanos(1));
    assertThat(holds(permit)).isFalse();
    assertThat(lifts.list()).isEmpty();
    assertThat(lifts.permit(ANA, lift.id(), QUAY, true)).isEmpty();
    assertThat(whys()).containsExactly("EXPIRED");
  }

  @Test
  void each_key_press_gives_the_length_anew_and_after_an_hour_a_new_reason_is_needed()
      throws Refused {
    var lift = lifts.begin(live(QUAY));
    var permit = permit(lift);
    for (int n = 1; n <= 14; n++) {
      clocks.advance(Duration.ofMinutes(4));
      var longer = lifts.extend(ANA, lift.id(), FIVE);
      assertThat(newest().entry().kind()).isEqualTo("lift.extended");
      assertThat(longer.until())
          .isEqualTo(start.plus(Duration.ofMinutes(Math.min(60, 4L * n + 5))));
    }
    assertThat(entries("lift.extended")).hasSize(14);
    assertThat(holds(permit)).isTrue();
    assertThatThrownBy(() -> lifts.extend(ANA, lift.id(), FIVE))
        .hasMessage("It ends after 1 h: see clear anew, with a reason.");
    clocks.advance(Duration.ofMinutes(4));
    assertThat(holds(permit)).isFalse();
    assertThatThrownBy(() -> lifts.extend(ANA, lift.id(), FIVE)).isInstanceOf(Refused.class);
    assertThat(newest().entry().kind()).isEqualTo("lift.refused");
    assertThat(holds(permit(lifts.begin(live(QUAY))))).isTrue();
  }

  @Test
  void extending_never_shortens_and_never_reaches_further_than_the_profile_says() throws Refused {
    var lift =
        lifts.begin(
            order(ANA, QUAY, null, LiftGround.GUIDING_A_CREW, "", null, Duration.ofMinutes(15)));
    assertThat(lifts.extend(ANA, lift.id(), FIVE)).isEqualTo(lift);
    assertThat(entries("lift.extended")).isEmpty();
    assertThatThrownBy(() -> lifts.extend(ANA, lift.id(), Duration.ofMinutes(16)))
        .hasMessage("See clear for at most 15 min; extend it while it runs.");
  }

  @Test
  void its_person_ends_it_with_one_key() throws Refused {
    var lift = lifts.begin(live(QUAY));
    var permit = permit(lift);
    assertThat(lifts.end(ANA, lift.id())).isEqualTo(lift);
    assertThat(newest().entry().facts()).containsEntry("why", "MASKED");
    assertThat(newest().entry().actor()).isEqualTo(ANA);
    assertThat(holds(permit)).isFalse();
    assertThatThrownBy(() -> lifts.end(ANA, lift.id()))
        .hasMessage("No such lift of yours runs: it has ended.");
  }

  @Test
  void whoever_may_stop_the_camera_ends_anybodys_and_nobody_else_does() throws Refused {
    grant("boss-1", CameraScope.only(QUAY), Set.of(Right.STOP));
    grant("agent-2", CameraScope.all(), Role.OPERATOR.rights());
    var quay = lifts.begin(live(QUAY));
    var yard = lifts.begin(live(YARD));
    for (var other : List.of("agent-2", "nobody")) {
      assertThatThrownBy(() -> lifts.end(other, quay.id())).isInstanceOf(Refused.class);
      assertThat(newest().entry().kind()).isEqualTo("lift.refused");
    }
    assertThatThrownBy(() -> lifts.end("boss-1", yard.id())).isInstanceOf(Refused.class);
    lifts.end("boss-1", quay.id());
    assertThat(newest().entry().actor()).isEqualTo("boss-1");
    assertThat(newest().entry().facts()).containsEntry("why", "STOPPED");
    assertThat(lifts.list()).containsExactly(yard);
  }

  @Test
  void the_stop_button_ends_all_of_them_at_once_and_none_begins_until_it_is_released()
      throws Exception {
    grant("boss-1", CameraScope.all(), Set.of(Right.STOP));
    var permit = permit(lifts.begin(live(QUAY)));
    lifts.begin(footage(Duration.ofHours(1), FIVE));
    governance.stop("boss-1", new StopScope.Clear(), "too many of them");
    assertThat(holds(permit)).isFalse();
    assertThat(whys()).containsExactly("STOPPED", "STOPPED");
    refused(live(QUAY)).hasMessage("Seeing clear is stopped in the whole town.");
    governance.close();
    open(LegalProfile.builtIn("fr-video-only"));
    refused(live(QUAY));
    governance.resume("boss-1", new StopScope.Clear(), "talked about");
    assertThat(holds(permit(lifts.begin(live(QUAY))))).isTrue();
  }

  @Test
  void a_stop_of_analysis_ends_none() throws Refused {
    var permit = permit(lifts.begin(live(QUAY)));
    governance.stop(Actors.LOCAL_ADMINISTRATOR, new StopScope.Town(), "rehearsal");
    governance.stop(Actors.LOCAL_ADMINISTRATOR, new StopScope.Camera(QUAY), "rehearsal");
    assertThat(holds(permit)).isTrue();
  }

  @Test
  void ends_with_its_persons_right() throws Refused {
    var other = grant("agent-2", CameraScope.all(), Role.OPERATOR.rights());
    var lift =
        lifts.begin(order("agent-2", QUAY, null, LiftGround.PERSON_IN_DANGER, "", null, FIVE));
    var permit = lifts.permit("agent-2", lift.id(), QUAY, true).orElseThrow();
    governance.end(Actors.LOCAL_ADMINISTRATOR, other.id(), "has left the town");
    assertThat(holds(permit)).isFalse();
    assertThat(whys()).containsExactly("HABILITATION");
  }

  @Test
  void ends_with_the_act() throws Refused {
    var act = permit(lifts.begin(live(QUAY)));
    governance.order(ActOrder.SUSPENDED, Actors.LOCAL_ADMINISTRATOR, "R-1", "a court");
    assertThat(holds(act)).isFalse();
    assertThat(whys()).containsExactly("ACT");
    refused(live(QUAY)).hasMessage("No recording act covers camera quay now.");
  }

  @Test
  void one_camera_is_no_other_and_live_is_not_footage() throws Refused {
    var lift = lifts.begin(live(QUAY));
    assertThatThrownBy(() -> lifts.permit(ANA, lift.id(), YARD, true)).isInstanceOf(Refused.class);
    assertThat(newest().entry().kind()).isEqualTo("lift.refused");
    assertThatThrownBy(() -> lifts.permit(ANA, lift.id(), QUAY, false)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> lifts.permit("agent-2", lift.id(), QUAY, true))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> permit(lift).check(Right.SEE_CLEAR, YARD)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> permit(lift).use(Right.PLAY_BACK, QUAY)).isInstanceOf(Refused.class);
  }

  @Test
  void takes_the_right_itself_and_the_one_that_shows_the_same_masked() throws Refused {
    grant("live-only", CameraScope.all(), Set.of(Right.VIEW_LIVE));
    grant("clear-only", CameraScope.all(), Set.of(Right.SEE_CLEAR));
    grant("at-the-yard", CameraScope.only(YARD), Role.OPERATOR.rights());
    for (var person : List.of("live-only", "clear-only", "at-the-yard", "local-administrator")) {
      refused(order(person, QUAY, null, LiftGround.PERSON_IN_DANGER, "", null, FIVE))
          .hasMessage("You do not hold the rights SEE_CLEAR and VIEW_LIVE for camera quay.");
    }
    grant("live-clear", CameraScope.all(), Set.of(Right.SEE_CLEAR, Right.VIEW_LIVE));
    var span = new Span(start.minusSeconds(60), start);
    refused(order("live-clear", QUAY, span, LiftGround.PERSON_IN_DANGER, "", null, FIVE))
        .hasMessage("You do not hold the rights SEE_CLEAR and PLAY_BACK for camera quay.");
    assertThatThrownBy(
            () ->
                governance.permit(
                    ANA, Right.SEE_CLEAR, Set.of(QUAY), java.util.Optional.empty(), "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_reason_is_of_the_list_and_what_it_needs_is_there() {
    refused(order(ANA, QUAY, null, LiftGround.OTHER, " - ", null, FIVE))
        .hasMessage("Say in a few words why: another reason is none by itself.");
    refused(order(ANA, QUAY, null, LiftGround.CHECKING_AN_ALERT, "look", null, FIVE))
        .hasMessage("Say which alert of this camera is checked.");
    refused(order(ANA, QUAY, null, LiftGround.PERSON_IN_DANGER, "x".repeat(501), null, FIVE))
        .hasMessage("Give the note in at most 500 characters.");
    refused(order(ANA, QUAY, null, LiftGround.PERSON_IN_DANGER, "", null, Duration.ofHours(1)))
        .hasMessage("See clear for at most 15 min; extend it while it runs.");
  }

  @Test
  void footage_lies_inside_its_review_window() throws Refused {
    refused(footage(Duration.ofHours(12).plusSeconds(1), FIVE))
        .hasMessage("That footage is past its review window of 12 h: two custodians open it.");
    refused(footage(Duration.ofMinutes(1), FIVE))
        .hasMessage("That is not recorded yet: lift the live picture.");
    refused(footage(Duration.ofHours(1), Duration.ofMinutes(31)))
        .hasMessage("Ask for at most 30 min of footage at once.");
    var order = footage(Duration.ofHours(12), FIVE);
    var span = Objects.requireNonNull(order.span());
    var lift = lifts.begin(order);
    assertThat(newest().entry().facts())
        .containsEntry("live", false)
        .containsEntry("from", span.from().toString())
        .containsEntry("to", span.to().toString());
    var permit = permit(lift);
    permit.use(Right.SEE_CLEAR, QUAY, span);
    permit.use(Right.SEE_CLEAR, QUAY, span);
    var more = new Span(span.from(), span.to().plusMillis(1));
    assertThatThrownBy(() -> permit.use(Right.SEE_CLEAR, QUAY, more)).isInstanceOf(Refused.class);
    assertThat(newest().entry().kind()).isEqualTo("lift.refused");
  }

  @Test
  void a_clock_set_back_opens_no_footage_again() {
    var past = clocks.wall().minus(Duration.ofHours(12));
    clocks.stepWall(Duration.ofHours(1));
    assertThat(governance.recordingAct(QUAY, clocks.wall())).isPresent();
    clocks.stepWall(Duration.ofHours(-1));
    var span = new Span(past.plusSeconds(60), past.plusSeconds(120));
    refused(order(ANA, QUAY, span, LiftGround.PERSON_IN_DANGER, "", null, FIVE))
        .hasMessageContaining("past its review window");
  }

  @Test
  void nobody_sees_more_than_a_few_cameras_clear_at_once() throws Refused {
    lifts.begin(live(QUAY));
    assertThatThrownBy(() -> lifts.begin(live(QUAY)))
        .hasMessage("You see this camera clear already: extend that.");
    for (int n = 2; n <= Lifts.MOST_OF_ONE; n++) {
      lifts.begin(live(new CameraId("c-" + n)));
    }
    assertThatThrownBy(() -> lifts.begin(live(YARD)))
        .hasMessage("You see 4 cameras clear already: mask one that you need no more.");
    clocks.advance(FIVE);
    lifts.begin(live(YARD));
  }

  @Test
  void a_restart_ends_them_and_says_so_once() throws Exception {
    lifts.begin(live(QUAY));
    var ended = lifts.begin(live(YARD));
    lifts.end(ANA, ended.id());
    governance.close();
    open(LegalProfile.builtIn("fr-video-only"));
    assertThat(lifts.list()).isEmpty();
    governance.close();
    open(LegalProfile.builtIn("fr-video-only"));
    assertThat(whys()).containsExactly("MASKED", "RESTART");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "private-site", "fr-video-only", "fr-experimental"})
  void the_profiles_that_come_with_vigie_allow_a_quarter_of_an_hour_ahead(String name)
      throws BadInput {
    assertThat(LegalProfile.builtIn(name).longestLift()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void a_profile_that_says_nothing_of_it_lets_nobody_see_clear() throws Exception {
    var silent = own("");
    assertThat(silent.allowsLifts()).isFalse();
    governance.close();
    open(silent);
    refused(live(QUAY)).hasMessage("The legal profile harbour lets nobody see clear.");
    assertThat(own("longest_lift: 3 min, ").longestLift()).isEqualTo(Duration.ofMinutes(3));
    assertThatThrownBy(() -> own("longest_lift: 16 min, "))
        .hasMessageContaining("should be at most 15 min: whoever needs longer extends it");
    assertThatThrownBy(() -> own("longest_lift: 1 s, "))
        .hasMessageContaining("should be at least 1 min");
  }

  private LegalProfile own(String key) throws IOException, BadInput {
    var text =
        """
        profile: harbour
        authority: Harbour board
        version: 1
        title: Harbour, fenced area
        recording: {%slongest_retention: 15 d, longest_review_window: 1 d, justify_retention_above: 3 d}
        detection: {events: []}
        """;
    return LegalProfile.read(Files.writeString(dir.resolve("own.yaml"), text.formatted(key)));
  }

  @Test
  void granted_extended_ended_stand_in_the_ledger_in_that_order() throws Refused {
    var kinds = new ArrayList<String>();
    var lift = lifts.begin(live(QUAY));
    lifts.extend(ANA, lift.id(), Duration.ofMinutes(10));
    lifts.end(ANA, lift.id());
    for (var entry : governance.ledger().page(Query.newest(3)).entries().reversed()) {
      kinds.add(entry.entry().kind());
      assertThat(entry.entry().facts())
          .containsEntry("lift", lift.id())
          .containsEntry("camera", "quay");
    }
    assertThat(kinds).containsExactly("lift.granted", "lift.extended", "lift.ended");
  }
}
