package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.desk.AlarmBoard;
import org.vigie.governance.ActOrder;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.ledger.Query;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// Alarms 180, 90 and 30 days before an act ends, each once, over restarts too (R7).
class ActDutyTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final CameraId YARD = new CameraId("yard");

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final Instant start = clocks.wall();
  private List<RecordingAct> recording =
      List.of(recording("R-1", Duration.ZERO, Duration.ofDays(400), CameraScope.all()));
  private List<DetectionAct> detection = List.of();
  private Governance governance;
  private AlarmBoard board;
  private ActDuty duty;

  @BeforeEach
  void open() throws Exception {
    governance =
        Governance.open(
            dir,
            "Town",
            LegalProfile.builtIn("private-site"),
            new Acts(recording, detection),
            clocks);
    board = AlarmBoard.open(governance, clocks);
    duty = new ActDuty(governance, board, clocks);
    duty.remind();
  }

  @AfterEach
  void close() {
    board.close();
    governance.close();
  }

  private RecordingAct recording(
      String number, Duration from, Duration until, CameraScope cameras) {
    return new RecordingAct(
        number,
        "Mayor",
        start.plus(from),
        start.plus(until),
        Set.of(Purpose.RESCUE_AND_FIRE),
        "the harbour",
        cameras,
        Duration.ofHours(72),
        Duration.ofHours(12),
        "");
  }

  private DetectionAct detection(
      String number, Duration from, Duration until, Set<String> zones, EventType... events) {
    return new DetectionAct(
        number,
        "Mayor",
        start.plus(from),
        start.plus(until),
        Set.of(events),
        CameraScope.all(),
        zones);
  }

  private List<String> alarms() {
    return board.current().stream()
        .filter(alarm -> alarm.kind() == AlarmKind.ACT_ENDS)
        .map(Alarm::subject)
        .toList();
  }

  private void reach(Duration since) {
    clocks.advance(since.minus(Duration.between(start, clocks.wall())));
    duty.remind();
  }

  private List<String> raised() {
    board.close();
    var subjects = new ArrayList<String>();
    for (var entry :
        governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", "alarm.raised")).entries()) {
      subjects.addFirst(entry.entry().text("subject"));
    }
    return subjects;
  }

  @Test
  void tells_180_90_and_30_days_ahead_and_each_once_over_restarts() throws Exception {
    reach(Duration.ofDays(220).minusSeconds(1));
    assertThat(alarms()).isEmpty();
    reach(Duration.ofDays(220));
    assertThat(alarms()).containsExactly("R-1 180");
    reach(Duration.ofDays(309));
    assertThat(alarms()).containsExactly("R-1 180");
    close();
    open();
    assertThat(alarms()).containsExactly("R-1 180");
    reach(Duration.ofDays(310));
    assertThat(alarms()).containsExactly("R-1 90");
    reach(Duration.ofDays(370));
    close();
    open();
    reach(Duration.ofDays(399));
    assertThat(alarms()).containsExactly("R-1 30");
    assertThat(board.current().getFirst().detail())
        .contains("The recording act R-1 of Mayor ends at ", "none follows it");
    reach(Duration.ofDays(400));
    assertThat(alarms()).isEmpty();
    assertThat(raised()).containsExactly("R-1 180", "R-1 90", "R-1 30");
  }

  @Test
  void an_act_that_another_follows_without_a_break_is_no_alarm() {
    reach(Duration.ofDays(380));
    assertThat(alarms()).containsExactly("R-1 30");
    var next = recording("R-2", Duration.ofDays(400), Duration.ofDays(900), CameraScope.all());
    governance.replaceActs(Actors.VIGIE, new Acts(List.of(recording.getFirst(), next), detection));
    duty.remind();
    assertThat(alarms()).isEmpty();
  }

  @Test
  void a_next_act_with_a_gap_or_fewer_cameras_does_not_follow() throws Exception {
    reach(Duration.ofDays(380));
    var late =
        recording(
            "R-2", Duration.ofDays(400).plusSeconds(1), Duration.ofDays(900), CameraScope.all());
    var fewer =
        recording("R-3", Duration.ofDays(390), Duration.ofDays(900), CameraScope.only(QUAY, YARD));
    governance.replaceActs(
        Actors.VIGIE, new Acts(List.of(recording.getFirst(), late, fewer), detection));
    duty.remind();
    assertThat(alarms()).containsExactly("R-1 30");
    var suspended = recording("R-4", Duration.ofDays(390), Duration.ofDays(900), CameraScope.all());
    governance.replaceActs(
        Actors.VIGIE, new Acts(List.of(recording.getFirst(), suspended), detection));
    governance.order(ActOrder.REVOKED, Actors.LOCAL_ADMINISTRATOR, "R-4", "annulled by the court");
    duty.remind();
    assertThat(alarms()).containsExactly("R-1 30");
  }

  @Test
  void a_detection_act_is_followed_by_one_of_the_same_events_and_zones() {
    var act =
        detection("D-1", Duration.ZERO, Duration.ofDays(100), Set.of("gate"), EventType.INTRUSION);
    var fewer =
        detection("D-2", Duration.ofDays(99), Duration.ofDays(200), Set.of(), EventType.FIRE);
    governance.replaceActs(Actors.VIGIE, new Acts(recording, List.of(act, fewer)));
    reach(Duration.ofDays(80));
    assertThat(alarms()).containsExactly("D-1 30");
    var next =
        detection("D-3", Duration.ofDays(99), Duration.ofDays(200), Set.of(), EventType.INTRUSION);
    governance.replaceActs(Actors.VIGIE, new Acts(recording, List.of(act, next)));
    duty.remind();
    assertThat(alarms()).doesNotContain("D-1 30");
  }

  @Test
  void an_act_shorter_than_the_notice_is_not_told_of_before_it_began() {
    var month = detection("D-1", Duration.ZERO, Duration.ofDays(31), Set.of(), EventType.INTRUSION);
    var week = detection("D-2", Duration.ZERO, Duration.ofDays(7), Set.of(), EventType.FIRE);
    governance.replaceActs(Actors.VIGIE, new Acts(recording, List.of(month, week)));
    duty.remind();
    assertThat(alarms()).isEmpty();
    reach(Duration.ofDays(1));
    assertThat(alarms()).containsExactly("D-1 30");
  }
}
