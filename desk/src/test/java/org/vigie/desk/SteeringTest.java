package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.desk.steer.Patrol;
import org.vigie.desk.steer.SteerRefused;
import org.vigie.desk.steer.SteerSettings;
import org.vigie.desk.steer.Steering;
import org.vigie.desk.steer.Whereabouts;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.CameraMover;
import org.vigie.model.MoverException;
import org.vigie.model.Observation;
import org.vigie.model.PrivacyMasks;
import org.vigie.model.SceneSigns;
import org.vigie.model.ViewTrouble;

/// A camera that is steered: its rules rest, nobody takes it for displaced, and it comes back.
class SteeringTest {

  private static final String ANA = "operator-8";
  private static final String BEN = "operator-9";

  /// Does what it is told, unless it is ill.
  private static final class Motor implements CameraMover {
    final List<String> told = new ArrayList<>();
    boolean ill;

    private void tell(String what) throws MoverException {
      if (ill) {
        throw new MoverException("nobody answers.");
      }
      told.add(what);
    }

    @Override
    public void move(CameraId camera, double pan, double tilt, double zoom) throws MoverException {
      tell("move");
    }

    @Override
    public void stop(CameraId camera) throws MoverException {
      tell("stop");
    }

    @Override
    public List<Preset> presets(CameraId camera) {
      return List.of(new Preset("1", "A"), new Preset("2", "B"));
    }

    @Override
    public void goTo(CameraId camera, Preset preset) throws MoverException {
      tell("to " + preset.name());
    }

    @Override
    public List<String> devices(CameraId camera) {
      return List.of("tt:Wiper|On");
    }

    @Override
    public void use(CameraId camera, String command) throws MoverException {
      tell(command);
    }

    @Override
    public void goHome(CameraId camera) throws MoverException {
      tell("home");
    }

    @Override
    public Preset remember(CameraId camera, String name) {
      return new Preset("1", name);
    }
  }

  private final Motor motor = new Motor();
  private Town town;
  private AlarmBoard board;
  private Views views;
  private Steering steering;
  private Whereabouts whereabouts;
  private Optional<PrivacyMasks> masks = Optional.empty();

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new Town(folder);
    for (var person : List.of(ANA, BEN)) {
      town.governance.grant(
          Actors.LOCAL_ADMINISTRATOR,
          person,
          Set.of(Right.STEER),
          CameraScope.all(),
          town.clocks.wall().minusSeconds(60),
          town.clocks.wall().plus(Duration.ofDays(300)));
    }
    start();
  }

  /// From 03:00 on, Paris time; the clocks begin at 01:59:58 before a day of summer time.
  private static final Patrol BY_HOURS =
      new Patrol(
          "Dawn",
          List.of("A", "B"),
          Duration.ofSeconds(30),
          Optional.of(
              new Patrol.Hours(
                  LocalTime.of(3, 10), LocalTime.of(3, 20), ZoneId.of("Europe/Paris"))));

  private static final Patrol BY_PEOPLE =
      new Patrol("Round", List.of("A", "B"), Duration.ofSeconds(20), Optional.empty());

  private void start() {
    board = AlarmBoard.inHand(town.governance, town.clocks);
    views = Views.open(town.governance, board, town.desk, town.clocks);
    whereabouts =
        new Whereabouts(
            Set.of(Town.YARD),
            motor,
            camera -> town.desk.book(camera).orElseThrow().presets().names(),
            camera -> masks,
            board,
            Runnable::run,
            town.clocks);
    steering =
        Steering.open(
            Map.of(
                Town.YARD, new SteerSettings(Duration.ofMinutes(2), List.of(BY_PEOPLE, BY_HOURS))),
            motor,
            town.governance,
            views,
            whereabouts,
            board,
            Runnable::run,
            town.clocks);
  }

  @AfterEach
  void close() throws Exception {
    views.close();
    board.close();
    town.close();
  }

  private void move(String person) throws Exception {
    steering.move(person, Town.YARD, 1, 0, 0);
  }

  /// What the eye says for a while, twice a second; somebody looks after it all the time.
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
      steering.look();
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
  void rules_rest_while_it_is_steered_and_it_is_not_displaced() throws Exception {
    see(5);
    move(ANA);
    assertThat(views.looksElsewhere(Town.YARD)).isTrue();
    assertThat(signals()).isZero();
    see(60, ViewTrouble.MOVED);
    assertThat(board.current()).isEmpty();
    assertThat(views.movedSince(Town.YARD)).isEmpty();

    // Nobody says anything more: it is sent home, and judges again once the eye agrees.
    see(70, ViewTrouble.MOVED);
    assertThat(motor.told).containsExactly("move", "home");
    see(20, ViewTrouble.MOVED);
    assertThat(signals()).isZero();
    see(8);
    assertThat(steering.state(Town.YARD).orElseThrow().awaySince()).isEmpty();
    assertThat(views.looksElsewhere(Town.YARD)).isFalse();
    assertThat(signals()).isEqualTo(1);
    assertThat(town.ledger("camera.steered")).hasSize(1);
    assertThat(town.ledger("camera.steer-ended"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text("why")).isEqualTo("RAN_OUT"));
    assertThat(town.ledger("camera.sent-home")).hasSize(1);
    assertThat(town.ledger("camera.home")).hasSize(1);
    // From now on a move is a move.
    see(10, ViewTrouble.MOVED);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.VIEW_MOVED);
  }

  @Test
  void it_is_whose_last_order_it_did_for_half_a_minute() throws Exception {
    move(ANA);
    town.clocks.advance(Duration.ofSeconds(20));
    assertThatThrownBy(() -> move(BEN))
        .isInstanceOfSatisfying(
            SteerRefused.Held.class,
            held -> {
              assertThat(held.person()).isEqualTo(ANA);
              assertThat(held.left()).isEqualTo(Duration.ofSeconds(10));
            });
    move(ANA);
    assertThat(town.ledger("camera.steered")).as("one entry for one hold").hasSize(1);
    town.clocks.advance(Duration.ofSeconds(31));
    move(BEN);
    assertThat(town.ledger("camera.steered")).hasSize(2);
    assertThat(town.ledger("camera.steer-ended")).as("Ana's, though nobody had looked").hasSize(1);
    assertThatThrownBy(() -> steering.move("stranger-1", Town.GATE, 0, 0, 0))
        .isInstanceOf(SteerRefused.NotSteerable.class);
    town.clocks.advance(Duration.ofSeconds(31));
    assertThatThrownBy(() -> move("stranger-1")).isInstanceOf(Refused.class);
    assertThat(motor.told).hasSize(3);
  }

  @Test
  void one_that_cannot_be_sent_home_is_an_alarm_and_tried_again() throws Exception {
    move(ANA);
    motor.ill = true;
    see(130);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.CAMERA_AWAY);
    assertThat(signals()).isZero();
    motor.ill = false;
    see(50);
    assertThat(motor.told).containsExactly("move", "home");
    assertThat(board.current()).isEmpty();
    assertThat(signals()).isEqualTo(1);
  }

  @Test
  void one_that_comes_back_to_another_view_counts_as_moved_before_the_eye_has_learnt_that()
      throws Exception {
    move(ANA);
    steering.goHome(ANA, Town.YARD);
    see(80, ViewTrouble.MOVED);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.VIEW_MOVED);
    assertThat(steering.state(Town.YARD).orElseThrow().awaySince()).isEmpty();
    // The eye learns that view, and says no more.
    see(700);
    views.round();
    assertThat(signals()).isZero();
    assertThat(town.ledger("camera.home-doubted")).hasSize(1);
    assertThat(town.ledger("camera.home")).isEmpty();
    assertThat(town.ledger("camera.moved")).hasSize(1);
  }

  @Test
  void one_that_was_held_elsewhere_until_the_eye_may_have_learnt_it_is_looked_at_by_a_person()
      throws Exception {
    for (int i = 0; i < 30; i++) {
      move(ANA);
      see(20, ViewTrouble.MOVED);
    }
    // Its motor is jammed: it says that it went home, and the eye, used to it by now, says nothing.
    steering.goHome(ANA, Town.YARD);
    see(30);
    assertThat(signals()).isZero();
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.VIEW_MOVED);
  }

  @Test
  void a_stop_that_comes_late_does_not_take_a_camera_on_its_way_home() throws Exception {
    move(ANA);
    steering.goHome(ANA, Town.YARD);
    steering.stop(ANA, Town.YARD);
    assertThat(motor.told).containsExactly("move", "home");
    assertThat(steering.state(Town.YARD).orElseThrow().holder()).isEmpty();
    assertThat(steering.state(Town.YARD).orElseThrow().returning()).isTrue();
    assertThat(town.ledger("camera.steered")).hasSize(1);
  }

  @Test
  void one_that_was_away_when_the_machine_went_down_is_sent_home_and_looked_at() throws Exception {
    move(ANA);
    views.close();
    board.close();
    town.restart();
    start();
    assertThat(views.looksElsewhere(Town.YARD)).isTrue();
    see(20);
    assertThat(motor.told).containsExactly("move", "home");
    assertThat(signals()).as("a new eye has learnt whatever it saw").isZero();
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.VIEW_MOVED);
  }

  @Test
  void a_round_goes_on_without_whoever_began_it_until_somebody_steers() throws Exception {
    steering.patrol(ANA, Town.YARD, "Round");
    assertThat(views.looksElsewhere(Town.YARD)).isTrue();
    see(170, ViewTrouble.MOVED);
    assertThat(motor.told)
        .as("one each 20 s, and not sent home after two minutes")
        .startsWith("to A", "to B", "to A", "to B")
        .hasSizeBetween(8, 9)
        .doesNotContain("home");
    assertThat(steering.state(Town.YARD).orElseThrow().patrol()).hasValue("Round");
    assertThat(signals()).as("its rules rest").isZero();
    assertThat(town.ledger("camera.patrol-begun")).hasSize(1);

    motor.told.clear();
    move(BEN);
    see(60, ViewTrouble.MOVED);
    assertThat(motor.told).containsExactly("move");
    assertThat(steering.state(Town.YARD).orElseThrow().patrol()).isEmpty();
    assertThat(town.ledger("camera.patrol-ended"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.text("why")).isEqualTo("STEERED");
              assertThat(entry.actor()).isEqualTo(BEN);
            });
    assertThatThrownBy(() -> steering.patrol(BEN, Town.YARD, "No such"))
        .isInstanceOf(SteerRefused.NoPreset.class);
    town.clocks.advance(Duration.ofSeconds(31));
    assertThatThrownBy(() -> steering.patrol("stranger-1", Town.YARD, "Round"))
        .isInstanceOf(Refused.class);
    see(70, ViewTrouble.MOVED);
    assertThat(motor.told).containsExactly("move", "home");
  }

  @Test
  void a_round_has_its_hours_and_ends_with_them() throws Exception {
    see(5 * 60);
    assertThat(motor.told).isEmpty();
    see(5 * 60 + 10);
    assertThat(motor.told).startsWith("to A");
    assertThat(town.ledger("camera.patrol-begun"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Actors.VIGIE));
    see(10 * 60);
    assertThat(motor.told).endsWith("home");
    assertThat(town.ledger("camera.patrol-ended"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text("why")).isEqualTo("HOURS"));
    see(30);
    assertThat(steering.state(Town.YARD).orElseThrow().awaySince()).isEmpty();
    assertThat(signals()).isEqualTo(1);
  }

  @Test
  void a_camera_that_does_not_go_on_is_sent_home_and_left_for_a_while() throws Exception {
    steering.patrol(ANA, Town.YARD, "Round");
    motor.ill = true;
    see(70, ViewTrouble.MOVED);
    assertThat(town.ledger("camera.patrol-ended"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text("why")).isEqualTo("FAILED"));
    see(70, ViewTrouble.MOVED);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.CAMERA_AWAY);
  }

  @Test
  void a_round_that_the_end_of_the_program_broke_off_leaves_no_camera_away() throws Exception {
    steering.patrol(ANA, Town.YARD, "Round");
    see(30, ViewTrouble.MOVED);
    motor.told.clear();
    views.close();
    board.close();
    start();
    see(3, ViewTrouble.MOVED);
    assertThat(motor.told).containsExactly("home");
  }

  @Test
  void a_wiper_is_used_by_who_has_the_camera_and_only_where_there_is_one() throws Exception {
    assertThat(steering.devices(Town.YARD)).containsExactly("tt:Wiper|On");
    steering.use(ANA, Town.YARD, "tt:Wiper|On");
    assertThat(motor.told).containsExactly("tt:Wiper|On");
    assertThat(town.ledger("camera.auxiliary")).hasSize(1);
    assertThatThrownBy(() -> steering.use(ANA, Town.YARD, "Reboot"))
        .isInstanceOf(SteerRefused.NoPreset.class);
    assertThatThrownBy(() -> steering.use(BEN, Town.YARD, "tt:Wiper|On"))
        .isInstanceOf(SteerRefused.Held.class);
    assertThat(motor.told).hasSize(1);
  }

  @Test
  void hours_may_pass_midnight() {
    var night =
        new Patrol.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Paris"));
    assertThat(night.holds(Instant.parse("2031-01-10T22:00:00Z"))).isTrue();
    assertThat(night.holds(Instant.parse("2031-01-10T04:59:00Z"))).isTrue();
    assertThat(night.holds(Instant.parse("2031-01-10T05:00:00Z"))).isFalse();
    assertThat(night.holds(Instant.parse("2031-07-10T20:00:00Z"))).as("summer").isTrue();
    assertThat(night.holds(Instant.parse("2031-07-10T19:59:00Z"))).isFalse();
  }
}
