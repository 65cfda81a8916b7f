package org.vigie.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.Span;

/// Draft, published, in force, suspended, revoked, expired.
class ActLifeTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final String ADMIN = Actors.LOCAL_ADMINISTRATOR;

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final Instant start = clocks.wall();
  private Acts present = acts(true, true);
  private Governance governance;

  @BeforeEach
  void open() throws IOException, BadInput {
    governance = Governance.open(dir, "Town", LegalProfile.builtIn("demo"), present, clocks);
  }

  @AfterEach
  void close() {
    governance.close();
  }

  private void reopen() throws IOException, BadInput {
    governance.close();
    open();
  }

  private Acts acts(boolean recording, boolean detection) {
    return new Acts(
        recording
            ? List.of(
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
                    ""))
            : List.of(),
        detection
            ? List.of(
                new DetectionAct(
                    "D-1",
                    "Mayor",
                    start.minusSeconds(60),
                    start.plus(Duration.ofHours(1)),
                    Set.of(EventType.INTRUSION),
                    CameraScope.all(),
                    Set.of()))
            : List.of());
  }

  private ActState state(String number) {
    return governance.standing().stream()
        .filter(act -> act.number().equals(number))
        .map(ActStanding::state)
        .findFirst()
        .orElseThrow();
  }

  private boolean detects() {
    return governance.mayDetect(QUAY, EventType.INTRUSION, "", clocks.wall());
  }

  private boolean records() {
    return governance.recordingAct(QUAY, clocks.wall()).isPresent();
  }

  private List<Recorded> entries(String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", kind)).entries();
  }

  @ParameterizedTest
  @CsvSource({
    // draft, order, minutes of the clock, minutes seen; the act covers 0 to 10
    "true, NONE, 5, 5, DRAFT",
    "true, REVOKED, 5, 5, REVOKED",
    "false, NONE, -1, -1, PUBLISHED",
    "false, NONE, 0, 0, IN_FORCE",
    "false, NONE, 9, 9, IN_FORCE",
    "false, NONE, 10, 10, EXPIRED",
    "false, NONE, 5, 10, EXPIRED",
    "false, SUSPENDED, 5, 5, SUSPENDED",
    "false, SUSPENDED, -1, -1, SUSPENDED",
    "false, SUSPENDED, 10, 10, EXPIRED",
    "false, REVOKED, 11, 11, REVOKED",
  })
  void a_state_follows_from_file_orders_and_instants(
      boolean draft, ActOrder order, int at, int seen, ActState expected) {
    var dates = new Span(start, start.plus(Duration.ofMinutes(10)));
    assertThat(
            ActState.of(
                draft,
                dates,
                order,
                start.plus(Duration.ofMinutes(at)),
                start.plus(Duration.ofMinutes(seen))))
        .isEqualTo(expected);
  }

  @Test
  void a_suspended_act_covers_nothing_until_it_is_resumed() throws Exception {
    governance.order(ActOrder.SUSPENDED, ADMIN, "D-1", "the council asked for it");
    assertThat(detects()).isFalse();
    assertThat(records()).isTrue();
    assertThat(state("D-1")).isEqualTo(ActState.SUSPENDED);
    reopen();
    assertThat(detects()).isFalse();
    var standing =
        governance.standing().stream().filter(act -> act.number().equals("D-1")).findFirst();
    assertThat(standing.orElseThrow().reason()).contains("the council asked for it");
    assertThat(standing.orElseThrow().person()).contains(ADMIN);
    governance.order(ActOrder.NONE, ADMIN, "D-1", "the council withdrew");
    assertThat(detects()).isTrue();
    reopen();
    assertThat(detects()).isTrue();
    assertThat(entries("act.suspended")).hasSize(1);
    assertThat(entries("act.resumed").getFirst().entry().facts())
        .containsEntry("act", "D-1")
        .containsEntry("reason", "the council withdrew");
  }

  @Test
  void suspending_a_recording_act_stops_what_stands_on_it_too() throws Exception {
    governance.order(ActOrder.SUSPENDED, ADMIN, "R-1", "by order of the court");
    assertThat(records()).isFalse();
    assertThat(detects()).isFalse();
    assertThat(state("D-1")).isEqualTo(ActState.IN_FORCE);
  }

  @Test
  void a_revoked_act_stays_revoked_though_its_file_comes_back() throws Exception {
    governance.order(ActOrder.REVOKED, ADMIN, "R-1", "annulled");
    assertThat(records()).isFalse();
    assertThatThrownBy(() -> governance.order(ActOrder.NONE, ADMIN, "R-1", "a mistake"))
        .isInstanceOf(Refused.class)
        .hasMessage("This act was revoked: it stays so. A new decision has a number of its own.");
    assertThat(entries("act.refused").getFirst().entry().facts())
        .containsEntry("act", "R-1")
        .containsEntry("order", "NONE");
    governance.replaceActs(ADMIN, acts(false, true));
    governance.replaceActs(ADMIN, acts(true, true));
    assertThat(records()).isFalse();
    reopen();
    assertThat(records()).isFalse();
    assertThat(state("R-1")).isEqualTo(ActState.REVOKED);
  }

  @Test
  void an_act_whose_file_is_taken_away_is_revoked_while_it_is_gone() throws Exception {
    governance.replaceActs(ADMIN, acts(true, false));
    assertThat(detects()).isFalse();
    assertThat(state("D-1")).isEqualTo(ActState.REVOKED);
    assertThat(entries("act.removed").getFirst().entry().facts())
        .containsEntry("act", "D-1")
        .containsEntry("kind", "detection");
    present = acts(true, false);
    reopen();
    assertThat(state("D-1")).isEqualTo(ActState.REVOKED);
    assertThat(entries("act.removed")).hasSize(1);
    governance.replaceActs(ADMIN, acts(true, true));
    assertThat(state("D-1")).isEqualTo(ActState.IN_FORCE);
    assertThat(detects()).isTrue();
    assertThat(entries("act.returned")).hasSize(1);
  }

  @Test
  void an_act_that_went_while_vigie_was_stopped_is_told_at_the_next_start() throws Exception {
    present = acts(true, false);
    reopen();
    assertThat(detects()).isFalse();
    assertThat(state("D-1")).isEqualTo(ActState.REVOKED);
    assertThat(entries("act.removed")).hasSize(1);
  }

  @Test
  void what_ended_is_expired_whatever_the_clock_says_since() throws Exception {
    clocks.stepWall(Duration.ofHours(1));
    assertThat(detects()).isFalse();
    assertThat(state("D-1")).isEqualTo(ActState.EXPIRED);
    clocks.stepWall(Duration.ofMinutes(-30));
    assertThat(detects()).isFalse();
    assertThat(state("D-1")).isEqualTo(ActState.EXPIRED);
  }

  @Test
  void only_an_administrator_of_all_cameras_orders() throws Exception {
    governance.grant(
        ADMIN,
        "agent-1",
        Set.of(Right.STOP, Right.CONFIGURE),
        CameraScope.all(),
        start.minusSeconds(1),
        start.plusSeconds(3600));
    assertThatThrownBy(() -> governance.order(ActOrder.SUSPENDED, "agent-1", "D-1", "because"))
        .isInstanceOf(Refused.class)
        .hasMessage("You do not hold the right ADMINISTER for all cameras.");
    assertThat(detects()).isTrue();
    assertThat(entries("act.refused").getFirst().entry().actor()).isEqualTo("agent-1");
    assertThatThrownBy(() -> governance.order(ActOrder.SUSPENDED, ADMIN, "D-9", "because"))
        .hasMessage("There is no act of that number.");
  }
}
