package org.vigie.governance.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.base.KeptClocks;
import org.vigie.base.NtpState;
import org.vigie.base.NtpState.Kept;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

class TownClockTest {

  private static final NtpState GOOD =
      new NtpState(
          Kept.YES, Optional.of(Duration.ofMillis(3)), "chrony, a", Optional.of(Instant.EPOCH));
  private static final NtpState BAD =
      new NtpState(Kept.NO, Optional.empty(), "chrony", Optional.empty());

  @TempDir private Path dir;

  private final FakeClocks machine = new FakeClocks();
  private final Map<AlarmKind, String> alarms = new HashMap<>();
  private NtpState ntp = GOOD;
  private KeptClocks clocks;
  private Governance governance;
  private TownClock clock;

  @BeforeEach
  void open() throws Exception {
    clocks = new KeptClocks(machine);
    governance = Governance.open(dir, "Town", LegalProfile.builtIn("demo"), Acts.none(), clocks);
    clock = TownClock.inHand(dir.resolve("clock"), governance, board(), () -> ntp, clocks);
    clock.round();
  }

  @AfterEach
  void close() {
    clock.close();
    governance.close();
  }

  private Alarms board() {
    return new Alarms() {
      @Override
      public void raise(AlarmKind kind, String subject, String detail) {
        alarms.put(kind, detail);
      }

      @Override
      public void end(AlarmKind kind, String subject) {
        alarms.remove(kind);
      }
    };
  }

  private void wait(Duration time) {
    for (long s = 0; s < time.toSeconds(); s++) {
      machine.advance(Duration.ofSeconds(1));
      clock.round();
    }
  }

  /// Stops Vigie, lets something happen, and starts it again.
  private void whileOff(Runnable happens) throws Exception {
    close();
    alarms.clear();
    happens.run();
    open();
  }

  private List<Recorded> entries(String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", kind)).entries();
  }

  @Test
  void a_clock_that_is_kept_is_told_once_and_lowers_the_uncertainty() {
    assertThat(clocks.wallError()).isEqualTo(Duration.ofMillis(3));
    wait(Duration.ofMinutes(5));
    assertThat(entries("clock.state")).hasSize(1);
    assertThat(entries("clock.state").getFirst().entry().facts())
        .containsEntry("kept", "YES")
        .containsEntry("error_ms", 3L);
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_clock_that_is_not_synchronised_is_an_alarm_until_it_is() throws Exception {
    ntp = BAD;
    wait(Duration.ofMinutes(2));
    assertThat(alarms.get(AlarmKind.CLOCK)).contains("not synchronised");
    assertThat(clocks.wallError()).isEqualTo(Duration.ofSeconds(1));
    ntp = GOOD;
    wait(Duration.ofMinutes(2));
    assertThat(alarms).isEmpty();
    assertThat(entries("clock.state")).hasSize(3);
    whileOff(() -> {});
    assertThat(entries("clock.state")).describedAs("not told again").hasSize(3);
  }

  @Test
  void a_machine_where_nothing_knows_is_no_alarm() {
    ntp = NtpState.NOBODY_SAYS;
    wait(Duration.ofMinutes(2));
    assertThat(alarms).isEmpty();
    assertThat(clock.state().kept()).isEqualTo(Kept.UNKNOWN);
    assertThat(clock.holdsDeletion()).isFalse();
  }

  @Test
  void a_step_forward_holds_deletion_until_somebody_confirms_it_even_over_a_restart()
      throws Exception {
    var confirmed = new AtomicInteger();
    machine.stepWall(Duration.ofSeconds(61));
    wait(Duration.ofSeconds(1));
    assertThat(clock.holdsDeletion()).isTrue();
    assertThat(alarms.get(AlarmKind.CLOCK)).contains("+61.0 s").contains("Nothing is deleted");
    whileOff(() -> machine.advance(Duration.ofHours(1)));
    assertThat(clock.holdsDeletion()).isTrue();
    assertThat(alarms).containsKey(AlarmKind.CLOCK);
    assertThatThrownBy(() -> clock.confirm("somebody", "looks right")).isInstanceOf(Refused.class);
    assertThat(clock.holdsDeletion()).isTrue();

    clock.afterConfirming(confirmed::incrementAndGet);
    clock.confirm(Actors.LOCAL_ADMINISTRATOR, "compared with the speaking clock");

    assertThat(confirmed).hasValue(1);
    assertThat(clock.holdsDeletion()).isFalse();
    assertThat(alarms).isEmpty();
    assertThat(entries("clock.confirmed").getFirst().entry().text("reason"))
        .isEqualTo("compared with the speaking clock");
    whileOff(() -> machine.advance(Duration.ofHours(1)));
    assertThat(clock.holdsDeletion()).isFalse();
  }

  @Test
  void a_step_back_is_recorded_and_told_but_holds_nothing() {
    machine.stepWall(Duration.ofHours(-2));
    wait(Duration.ofSeconds(1));
    assertThat(clock.holdsDeletion()).isFalse();
    assertThat(alarms.get(AlarmKind.CLOCK)).contains("-7200.0 s").contains("confirm");
    assertThat(entries("clock.stepped").getFirst().entry().facts())
        .containsEntry("by_ms", -7_200_000L)
        .containsEntry("noticed", "RUNNING")
        .containsEntry("holds_deletion", false);
  }

  @Test
  void a_small_step_is_a_fact_and_no_alarm_and_slow_adjustment_is_neither() {
    machine.stepWall(Duration.ofMillis(800));
    wait(Duration.ofSeconds(1));
    assertThat(entries("clock.stepped")).hasSize(1);
    assertThat(alarms).isEmpty();
    for (int s = 0; s < 60; s++) {
      machine.stepWall(Duration.ofMillis(80));
      wait(Duration.ofSeconds(1));
    }
    assertThat(entries("clock.stepped")).hasSize(1);
  }

  @Test
  void a_step_while_only_vigie_was_stopped_is_measured_exactly() throws Exception {
    whileOff(
        () -> {
          machine.advance(Duration.ofHours(5));
          machine.stepWall(Duration.ofDays(3));
        });
    assertThat(entries("clock.stepped").getFirst().entry().facts())
        .containsEntry("by_ms", Duration.ofDays(3).toMillis())
        .containsEntry("noticed", "STOPPED");
    assertThat(clock.holdsDeletion()).describedAs("though NTP is well").isTrue();
  }

  @Test
  void a_clock_that_is_back_after_the_machine_was_stopped_is_noticed() throws Exception {
    whileOff(
        () -> {
          machine.reboot("second boot");
          machine.stepWall(Duration.ofDays(-9000));
        });
    assertThat(entries("clock.stepped").getFirst().entry().text("noticed")).isEqualTo("STOPPED");
    assertThat(clock.holdsDeletion()).isFalse();
    assertThat(alarms).containsKey(AlarmKind.CLOCK);
    // NTP comes to life and sets it right: a step forward, by years.
    machine.stepWall(Duration.ofDays(9000));
    wait(Duration.ofSeconds(1));
    assertThat(clock.holdsDeletion()).isTrue();
  }

  @Test
  void a_long_stop_of_the_machine_is_believed_only_if_something_keeps_the_clock() throws Exception {
    Runnable twoDays =
        () -> {
          machine.advance(Duration.ofDays(2));
          machine.reboot("boot at " + machine.wall());
        };
    whileOff(twoDays);
    assertThat(clock.holdsDeletion()).isFalse();
    assertThat(entries("clock.stepped")).isEmpty();

    ntp = NtpState.NOBODY_SAYS;
    whileOff(twoDays);
    assertThat(clock.holdsDeletion()).isTrue();
    assertThat(alarms.get(AlarmKind.CLOCK)).contains("or the clock was put forward");

    ntp = GOOD;
    wait(Duration.ofMinutes(1));
    assertThat(clock.holdsDeletion()).isFalse();
    assertThat(entries("clock.confirmed").getFirst().entry().actor()).isEqualTo(Actors.VIGIE);

    ntp = NtpState.NOBODY_SAYS;
    whileOff(
        () -> {
          machine.advance(Duration.ofHours(23));
          machine.reboot("the next morning");
        });
    assertThat(clock.holdsDeletion()).isFalse();
  }

  @Test
  void without_its_file_the_ledger_says_when_vigie_was_last_there() throws Exception {
    ntp = NtpState.NOBODY_SAYS;
    whileOff(
        () -> {
          try {
            Files.delete(dir.resolve("clock"));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          machine.stepWall(Duration.ofDays(30));
        });
    assertThat(clock.holdsDeletion()).isTrue();
    Files.writeString(dir.resolve("clock"), "neither time nor number\n");
    whileOff(() -> machine.advance(Duration.ofMinutes(3)));
    assertThat(clock.holdsDeletion()).isTrue();
  }

  @Test
  void holds_deletion_until_it_knows_how_the_clock_is_kept() throws Exception {
    close();
    governance = Governance.open(dir, "Town", LegalProfile.builtIn("demo"), Acts.none(), clocks);
    clock = TownClock.inHand(dir.resolve("clock"), governance, board(), () -> ntp, clocks);
    assertThat(clock.holdsDeletion()).isTrue();
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_clock_that_steps_without_end_is_remembered_in_bounded_memory() {
    for (int i = 0; i < 100; i++) {
      machine.stepWall(Duration.ofHours(i == 0 ? 1 : -1));
      wait(Duration.ofSeconds(1));
    }
    assertThat(clock.unconfirmed()).hasSize(ClockStory.MOST_STEPS);
    assertThat(clock.holdsDeletion()).isTrue();
  }
}
