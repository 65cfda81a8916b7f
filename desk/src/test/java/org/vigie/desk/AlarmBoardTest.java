package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;

class AlarmBoardTest {

  private Town town;
  private AlarmBoard board;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new Town(folder);
    board = AlarmBoard.inHand(town.governance, town.clocks);
  }

  @AfterEach
  void close() throws Exception {
    board.close();
    town.close();
  }

  @Test
  void an_alarm_is_one_entry_however_often_it_is_raised() {
    board.raise(AlarmKind.NOT_RECORDING, "yard", "for 60 s");
    town.clocks.advance(Duration.ofSeconds(5));
    board.raise(AlarmKind.NOT_RECORDING, "yard", "for 65 s");
    board.round();

    assertThat(board.current()).extracting(Alarm::detail).containsExactly("for 65 s");
    assertThat(board.current().getFirst().since()).isEqualTo(town.clocks.wall().minusSeconds(5));
    assertThat(town.ledger("alarm.raised"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text("detail")).isEqualTo("for 60 s"));
  }

  @Test
  void an_alarm_that_ends_is_an_entry_and_is_still_shown_as_ended() {
    board.raise(AlarmKind.VOLUME_SPACE, "main", "full");
    town.clocks.advance(Duration.ofSeconds(9));
    board.end(AlarmKind.VOLUME_SPACE, "main");
    board.end(AlarmKind.VOLUME_SPACE, "main");
    board.round();

    assertThat(board.current()).isEmpty();
    assertThat(board.ended()).singleElement().extracting(EndedAlarm::at).isNotNull();
    assertThat(town.ledger("alarm.ended"))
        .extracting(entry -> entry.text("alarm") + " " + entry.text("subject"))
        .containsExactly("VOLUME_SPACE main");
  }

  @Test
  void what_held_before_a_restart_holds_after_it_with_its_time_and_without_a_second_entry()
      throws Exception {
    board.raise(AlarmKind.NOT_RECORDING, "yard", "lost");
    var since = board.current().getFirst().since();
    restart();

    assertThat(board.current()).singleElement().extracting(Alarm::since).isEqualTo(since);
    board.raise(AlarmKind.NOT_RECORDING, "yard", "still lost");
    town.clocks.advance(AlarmBoard.TAKEN_OVER_FOR);
    board.round();

    assertThat(board.current()).extracting(Alarm::detail).containsExactly("still lost");
    assertThat(town.ledger("alarm.raised")).hasSize(1);
    assertThat(town.ledger("alarm.ended")).isEmpty();
  }

  @Test
  void what_nobody_raises_again_after_a_restart_ends_with_an_entry_that_says_so() throws Exception {
    board.raise(AlarmKind.BURNER, "yard", "died");
    board.raise(AlarmKind.CLOCK, "clock", "stepped");
    board.end(AlarmKind.CLOCK, "clock");
    restart();
    assertThat(board.ended()).extracting(e -> e.alarm().kind()).containsExactly(AlarmKind.CLOCK);

    town.clocks.advance(AlarmBoard.TAKEN_OVER_FOR.minusMillis(1));
    board.round();
    assertThat(board.current()).hasSize(1);
    town.clocks.advance(Duration.ofMillis(1));
    board.round();

    assertThat(board.current()).isEmpty();
    assertThat(town.ledger("alarm.ended").getLast().text("why")).contains("after a restart");
  }

  @Test
  void more_alarms_than_there_is_room_for_are_counted() {
    for (int n = 0; n < AlarmBoard.MOST_CURRENT + 3; n++) {
      board.raise(AlarmKind.OVERLOAD, "camera-" + n, "slow");
    }
    assertThat(board.current()).hasSize(AlarmBoard.MOST_CURRENT);
    assertThat(board.lost()).isEqualTo(3);
  }

  @Test
  void a_ledger_that_is_gone_is_an_alarm_itself_and_loses_no_other() {
    town.governance.ledger().close();
    board.raise(AlarmKind.DISK_FAILED, "main", "flush failed");
    board.round();
    board.round();

    assertThat(board.current())
        .extracting(Alarm::kind)
        .isEqualTo(List.of(AlarmKind.DISK_FAILED, AlarmKind.LEDGER));
  }

  @Test
  void writes_by_itself_what_is_raised_on_any_thread() throws Exception {
    board.close();
    board = AlarmBoard.open(town.governance, town.clocks);
    var raising =
        Thread.ofVirtual().start(() -> board.raise(AlarmKind.OVERLOAD, "gate", "dropped"));
    raising.join();
    board.close();
    assertThat(town.ledger("alarm.raised"))
        .extracting((Entry entry) -> entry.text("subject"))
        .containsExactly("gate");
  }

  private void restart() throws Exception {
    board.close();
    town.restart();
    board = AlarmBoard.inHand(town.governance, town.clocks);
  }
}
