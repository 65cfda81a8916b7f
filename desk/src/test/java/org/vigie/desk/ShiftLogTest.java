package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.desk.Town.GATE;
import static org.vigie.desk.Town.YARD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.FreeText;
import org.vigie.model.CameraId;

class ShiftLogTest {

  @TempDir Path folder;
  private Town town;

  @BeforeEach
  void open() throws Exception {
    town = new Town(folder);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private ShiftLog log() {
    return town.desk.log();
  }

  private Permit judge(CameraId... cameras) throws Exception {
    return town.governance.permit(
        Town.OPERATOR, Right.JUDGE, Set.of(cameras), Optional.empty(), "");
  }

  private Incident opened(IncidentKind kind, String words) throws Exception {
    return log()
        .open(
            judge(YARD),
            new IncidentOrder(kind, YARD, town.clocks.wall(), Optional.empty(), words));
  }

  private Incident write(Incident incident, LineKind kind, String words) throws Exception {
    return log()
        .write(
            judge(YARD),
            incident.number(),
            new LineOrder(kind, words, Optional.empty(), Optional.empty()));
  }

  @Test
  void an_incident_goes_from_the_alert_to_its_end_line_by_line() throws Exception {
    var alert = town.alert(YARD);
    var incident =
        log()
            .open(
                judge(YARD),
                new IncidentOrder(
                    IncidentKind.INTRUSION,
                    YARD,
                    alert.at(),
                    Optional.of(alert.id()),
                    "gate forced"));
    assertThat(incident.number()).isEqualTo(1);
    assertThat(incident.status()).isEqualTo(Incident.Status.OPEN);
    assertThat(incident.begun()).isEqualTo(alert.at());
    assertThat(incident.title()).contains("gate forced");
    assertThat(incident.alerts()).containsExactly(alert.id());

    incident = write(incident, LineKind.TEAM_SENT, "patrol 2");
    incident = write(incident, LineKind.ON_SITE, "");
    assertThat(incident.status()).isEqualTo(Incident.Status.ON_SITE);
    incident =
        log()
            .write(
                judge(YARD),
                incident.number(),
                new LineOrder(LineKind.CAMERA_ADDED, "", Optional.of(GATE), Optional.empty()));
    incident = write(incident, LineKind.CLOSED, "lock replaced");

    assertThat(incident.status()).isEqualTo(Incident.Status.CLOSED);
    assertThat(incident.cameras()).containsExactly(YARD, GATE);
    assertThat(incident.teams()).containsExactly("patrol 2");
    assertThat(incident.timeline())
        .extracting(LogLine::kind)
        .containsExactly(
            LineKind.OPENED,
            LineKind.TEAM_SENT,
            LineKind.ON_SITE,
            LineKind.CAMERA_ADDED,
            LineKind.CLOSED);
    assertThat(log().open(10)).isEmpty();
    assertThat(log().newest(10)).containsExactly(incident);
    assertThat(town.ledger("incident.team-sent").getFirst().facts())
        .containsEntry("incident", 1L)
        .containsEntry("note", "patrol 2")
        .containsKey("permit");
  }

  @Test
  void a_closed_incident_takes_notes_and_nothing_else_until_it_is_opened_again() throws Exception {
    var closed = write(opened(IncidentKind.ACCIDENT, ""), LineKind.CLOSED, "");
    assertThat(write(closed, LineKind.NOTED, "report sent").status())
        .isEqualTo(Incident.Status.CLOSED);
    assertThatThrownBy(() -> write(closed, LineKind.TEAM_SENT, "patrol 2"))
        .isInstanceOf(DeskException.NotSo.class)
        .hasMessageContaining("open it again first");
    assertThat(write(closed, LineKind.REOPENED, "it goes on").status())
        .isEqualTo(Incident.Status.OPEN);
    assertThatThrownBy(() -> write(closed, LineKind.REOPENED, "it goes on"))
        .isInstanceOf(DeskException.NotSo.class);
  }

  @Test
  void what_says_nothing_by_itself_needs_words() throws Exception {
    assertThatThrownBy(() -> opened(IncidentKind.OTHER, " "))
        .isInstanceOf(DeskException.Incomplete.class);
    var incident = opened(IncidentKind.OTHER, "a tree fell");
    assertThatThrownBy(() -> write(incident, LineKind.NOTED, ""))
        .isInstanceOf(DeskException.Incomplete.class);
    assertThatThrownBy(() -> write(incident, LineKind.NOTED, "x".repeat(501)))
        .isInstanceOf(DeskException.Incomplete.class);
    assertThatThrownBy(() -> write(incident, LineKind.ALERT_LINKED, ""))
        .isInstanceOf(DeskException.Incomplete.class);
    assertThat(log().incident(1).timeline()).hasSize(1);
  }

  @Test
  void nobody_writes_without_the_right_for_one_of_its_cameras() throws Exception {
    var incident = opened(IncidentKind.FIGHT, "");
    assertThatThrownBy(
            () ->
                log()
                    .write(
                        judge(GATE),
                        incident.number(),
                        new LineOrder(LineKind.NOTED, "seen", Optional.empty(), Optional.empty())))
        .isInstanceOf(Refused.class);
    assertThat(log().incident(incident.number()).timeline()).hasSize(1);
  }

  @Test
  void words_stand_in_the_ledger_alone_and_end_there() throws Exception {
    var incident = write(opened(IncidentKind.CROWD, ""), LineKind.NOTED, "gate B is full");
    long entry = incident.timeline().getLast().entry();

    assertThat(town.governance.freeText().erase("dpo", entry, "it named somebody")).isTrue();

    var line = log().incident(incident.number()).timeline().getLast();
    assertThat(line.kind()).isEqualTo(LineKind.NOTED);
    assertThat(line.words()).isEmpty();
  }

  @Test
  void a_bookmark_is_a_line_of_the_shift() throws Exception {
    var moment = town.clocks.wall().minusSeconds(90);
    log().bookmark(judge(GATE), GATE, moment, Optional.empty(), "lorry stops");
    assertThat(log().lines(log().present()))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.kind()).isEqualTo(LineKind.BOOKMARKED);
              assertThat(line.camera()).contains(GATE);
              assertThat(line.moment()).contains(moment);
              assertThat(line.words()).contains("lorry stops");
            });
    assertThatThrownBy(
            () ->
                log()
                    .bookmark(
                        judge(GATE),
                        GATE,
                        town.clocks.wall().plusSeconds(60),
                        Optional.empty(),
                        "tomorrow"))
        .isInstanceOf(DeskException.Incomplete.class);
  }

  @Test
  void a_shift_is_handed_over_and_the_next_person_acknowledges_it_once() throws Exception {
    town.governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        "operator-8",
        Set.of(Right.JUDGE),
        CameraScope.all(),
        town.clocks.wall().minusSeconds(60),
        town.clocks.wall().plus(Duration.ofDays(300)));
    var alert = town.alert(YARD);
    town.desk.confirm(town.permit(Right.JUDGE, YARD), alert.id(), "somebody climbs", "");
    opened(IncidentKind.INTRUSION, "");
    town.clocks.advance(Duration.ofSeconds(1));
    var ended = log().handOver(judge(), "watch the north gate");

    assertThat(ended.number()).isEqualTo(1);
    assertThat(log().present().number()).isEqualTo(2);
    assertThat(log().sums(ended)).isEqualTo(new ShiftSums(1, 1, 0));
    assertThat(log().sums(log().present())).isEqualTo(new ShiftSums(0, 0, 0));
    assertThat(log().lines(ended))
        .extracting(LogLine::kind)
        .containsExactly(LineKind.OPENED, LineKind.HANDED_OVER);
    assertThat(log().lines(log().present())).isEmpty();
    assertThat(log().incidents(ended)).hasSize(1);

    assertThatThrownBy(() -> log().acknowledge(judge(), 1))
        .isInstanceOf(DeskException.NotSo.class)
        .hasMessageContaining("You wrote");
    var next = town.governance.permit("operator-8", Right.JUDGE, Set.of(), Optional.empty(), "");
    var read = log().acknowledge(next, 1);
    assertThat(read.acknowledged().map(LogLine::person)).contains("operator-8");
    assertThat(read.handedOver().flatMap(LogLine::words)).contains("watch the north gate");
    assertThatThrownBy(() -> log().acknowledge(next, 1)).isInstanceOf(DeskException.NotSo.class);
    assertThatThrownBy(() -> log().acknowledge(next, 2)).isInstanceOf(DeskException.NotSo.class);
  }

  @Test
  void a_restart_goes_on_with_the_same_shift_and_never_gives_a_number_twice() throws Exception {
    opened(IncidentKind.FIRE, "");
    town.restart();
    assertThat(log().present().number()).isEqualTo(1);
    assertThat(opened(IncidentKind.FIRE, "").number()).isEqualTo(2);
  }

  @Test
  void at_their_term_closed_incidents_and_old_lines_end_and_open_ones_stay() throws Exception {
    write(opened(IncidentKind.FIGHT, "one"), LineKind.CLOSED, "");
    var open = opened(IncidentKind.FIGHT, "two");
    log().bookmark(judge(GATE), GATE, town.clocks.wall(), Optional.empty(), "lorry stops");
    log().handOver(judge(), "nothing to say");
    var alert = town.alert(YARD);
    town.desk.confirm(town.permit(Right.JUDGE, YARD), alert.id(), "somebody climbs", "tall fence");

    var term = town.clocks.wall().plus(FreeText.KEPT).plusSeconds(60);
    assertThat(log().endOld(town.clocks.wall().plus(Duration.ofDays(30)))).isZero();
    assertThat(log().endOld(term)).isPositive();

    assertThat(log().newest(10)).extracting(Incident::number).containsExactly(open.number());
    assertThat(log().shifts(10)).extracting(Shift::number).containsExactly(2L);
    assertThat(town.desk.get(alert.id()).verdict().map(Verdict::note)).contains("");
    assertThat(town.ledger("log.ended").getFirst().facts())
        .containsEntry("incidents", 1L)
        .containsEntry("shifts", 1L)
        .containsEntry("verdict_notes", 1L);
    assertThat(log().endOld(term)).isZero();
  }
}
