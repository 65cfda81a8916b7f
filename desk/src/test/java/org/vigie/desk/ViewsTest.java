package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.BlockMask;
import org.vigie.model.Observation;
import org.vigie.model.SceneSigns;
import org.vigie.model.ViewTrouble;

class ViewsTest {

  private static final String TECHNICIAN = "technician-1";

  private Town town;
  private AlarmBoard board;
  private Views views;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new Town(folder);
    town.governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        TECHNICIAN,
        Set.of(Right.CONFIGURE),
        CameraScope.all(),
        town.clocks.wall().minusSeconds(60),
        town.clocks.wall().plus(Duration.ofDays(300)));
    board = AlarmBoard.inHand(town.governance, town.clocks);
    views = Views.open(town.governance, board, town.desk, town.clocks);
  }

  @AfterEach
  void close() throws Exception {
    views.close();
    board.close();
    town.close();
  }

  /// What the eye says for a while, twice a second.
  private void see(double seconds, ViewTrouble... said) {
    for (int i = 0; i < Math.round(seconds * 2); i++) {
      town.clocks.advance(Duration.ofMillis(500));
      var at = town.clocks.wall();
      views.observed(
          new Observation(
              Town.YARD,
              at,
              0,
              false,
              List.of(),
              new SceneSigns(List.of(), List.of(), Optional.empty(), Set.of(said)),
              new BlockMask(at, 4, 3, false, new BitSet())));
    }
  }

  /// Somebody stays in the yard for three seconds.
  private int signals() {
    long before = town.desk.totals().signals();
    for (int i = 0; i < 30; i++) {
      town.clocks.advance(Duration.ofMillis(100));
      town.desk.observed(Town.observation(Town.YARD, town.clocks.wall(), 0.7));
    }
    return (int) (town.desk.totals().signals() - before);
  }

  @Test
  void a_blinded_camera_is_an_alarm_from_when_it_lasts_until_it_has_long_seen_well() {
    see(10, ViewTrouble.BLINDED);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.VIEW_BLINDED);
    assertThat(board.current().getFirst().subject()).isEqualTo("yard");
    assertThat(views.troubles(Town.YARD)).containsExactly(ViewTrouble.BLINDED);

    see(30);
    assertThat(board.current()).hasSize(1);
    see(40);
    assertThat(board.current()).isEmpty();
    board.round();
    assertThat(town.ledger("alarm.raised")).hasSize(1);
    assertThat(town.ledger("alarm.ended")).hasSize(1);
  }

  @Test
  void other_troubles_have_alarms_of_their_own_and_leave_the_rules_alone() {
    see(10, ViewTrouble.DEFOCUSED, ViewTrouble.COVERED);

    assertThat(board.current())
        .extracting(Alarm::kind)
        .containsExactlyInAnyOrder(AlarmKind.VIEW_DEFOCUSED, AlarmKind.VIEW_COVERED);
    assertThat(signals()).isEqualTo(1);
  }

  @Test
  void the_rules_of_a_camera_that_was_moved_rest_until_a_technician_says_the_view_is_right()
      throws Exception {
    see(10, ViewTrouble.MOVED);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.VIEW_MOVED);
    assertThat(views.movedSince(Town.YARD)).isPresent();
    assertThat(signals()).isZero();
    see(200);
    assertThat(signals()).as("not by itself").isZero();
    assertThatThrownBy(() -> views.confirm("supervisor-1", Town.YARD, "it looks right"))
        .isInstanceOf(Refused.class);

    views.confirm(TECHNICIAN, Town.YARD, "turned back and checked");

    assertThat(board.current()).isEmpty();
    assertThat(views.movedSince(Town.YARD)).isEmpty();
    assertThat(signals()).isEqualTo(1);
    assertThat(town.ledger(Views.MOVED)).hasSize(1);
    assertThat(town.ledger(Views.CONFIRMED))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text("reason")).isEqualTo("turned back and checked"));
  }

  @Test
  void a_new_view_that_was_confirmed_is_no_move_though_the_eye_still_says_so() throws Exception {
    see(10, ViewTrouble.MOVED);
    views.confirm(TECHNICIAN, Town.YARD, "zones drawn anew");

    see(60, ViewTrouble.MOVED);
    assertThat(views.movedSince(Town.YARD)).isEmpty();
    see(70);
    see(10, ViewTrouble.MOVED);
    assertThat(views.movedSince(Town.YARD)).isPresent();
    assertThat(town.ledger(Views.MOVED)).hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void it_rests_on_after_a_restart() throws Exception {
    see(10, ViewTrouble.MOVED);
    var since = views.movedSince(Town.YARD);
    views.close();
    board.close();
    town.restart();
    board = AlarmBoard.inHand(town.governance, town.clocks);
    views = Views.open(town.governance, board, town.desk, town.clocks);

    assertThat(views.movedSince(Town.YARD)).isEqualTo(since);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.VIEW_MOVED);
    assertThat(signals()).isZero();
  }
}
