package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
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
import org.vigie.desk.steer.SteerSettings;
import org.vigie.desk.steer.Steering;
import org.vigie.desk.steer.Whereabouts;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Right;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.BlockMask;
import org.vigie.model.MaskCover;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;
import org.vigie.model.SceneSigns;
import org.vigie.model.ViewTrouble;
import org.vigie.rules.Presets;
import org.vigie.rules.RuleBook;

/// A camera on whose presets zones and masks are drawn: what holds for a preset holds only while it
/// stands there.
class PresetRulesTest {

  private static final String ANA = "operator-8";

  private final Dome dome = new Dome();
  private Town town;
  private AlarmBoard board;
  private Views views;
  private Steering steering;
  private Whereabouts whereabouts;
  private Optional<PrivacyMasks> masks = Optional.empty();

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new Town(folder);
    dome.clocks = town.clocks;
    town.governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        ANA,
        Set.of(Right.STEER),
        CameraScope.all(),
        town.clocks.wall().minusSeconds(60),
        town.clocks.wall().plus(Duration.ofDays(300)));
    draw("A");
    board = AlarmBoard.inHand(town.governance, town.clocks);
    views = Views.open(town.governance, board, town.desk, town.clocks);
    whereabouts =
        new Whereabouts(
            Set.of(Town.YARD),
            dome,
            camera -> town.desk.book(camera).orElseThrow().presets().names(),
            camera -> masks,
            board,
            Runnable::run,
            town.clocks);
    steering =
        Steering.open(
            Map.of(
                Town.YARD,
                new SteerSettings(
                    Duration.ofMinutes(2),
                    List.of(
                        new Patrol(
                            "Round",
                            List.of("A", "B"),
                            Duration.ofSeconds(60),
                            Optional.empty())))),
            dome,
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

  /// The zone of the yard, and its rule, are for this preset.
  private void draw(String preset) {
    var book = Town.book(Town.YARD);
    town.desk.arm(
        new RuleBook(
            book.camera(),
            book.aspect(),
            book.ground(),
            book.places(),
            book.rules(),
            List.of(),
            preset.equals(Presets.HOME)
                ? Presets.NONE
                : new Presets(Map.of("half", preset), Map.of("keep-out", preset), Map.of())));
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
      whereabouts.look();
      steering.look();
    }
  }

  /// Somebody stays in the zone for three seconds.
  private int signals() {
    long before = town.desk.totals().signals();
    for (int i = 0; i < 30; i++) {
      town.clocks.advance(Duration.ofMillis(100));
      if (i % 5 == 0) {
        whereabouts.look();
      }
      town.desk.observed(Town.observation(Town.YARD, town.clocks.wall(), 0.7));
    }
    return (int) (town.desk.totals().signals() - before);
  }

  private void goTo(String name) throws Exception {
    steering.goTo(ANA, Town.YARD, dome.preset(name).token());
  }

  @Test
  void a_zone_of_a_preset_is_judged_only_while_the_camera_stands_there() throws Exception {
    see(5);
    assertThat(signals()).as("at home").isZero();

    goTo("A");
    assertThat(views.viewed(Town.YARD)).as("on its way").isEmpty();
    see(3);
    assertThat(signals()).as("on its way").isZero();
    see(4);
    assertThat(views.viewed(Town.YARD)).as("there, and the eye learns").contains("A");
    assertThat(signals()).as("the eye learns").isZero();
    see(12);
    assertThat(steering.state(Town.YARD).orElseThrow().preset()).contains("A");
    assertThat(steering.state(Town.YARD).orElseThrow().judging()).isTrue();
    assertThat(views.looksElsewhere(Town.YARD)).isFalse();
    assertThat(signals()).as("at A").isEqualTo(1);

    goTo("B");
    assertThat(views.looksElsewhere(Town.YARD)).as("before it moves").isTrue();
    assertThat(signals()).as("on its way").isZero();
    see(30);
    assertThat(steering.state(Town.YARD).orElseThrow().preset()).contains("B");
    assertThat(signals()).as("at B, for which nothing is drawn").isZero();
    assertThat(board.current()).as("that it moved is no trouble").isEmpty();

    see(120);
    assertThat(steering.state(Town.YARD).orElseThrow().awaySince()).as("home again").isEmpty();
    assertThat(views.viewed(Town.YARD)).contains("");
    draw(Presets.HOME);
    assertThat(signals()).as("of home").isEqualTo(1);
  }

  @Test
  void on_a_round_each_place_has_its_rules_in_turn() throws Exception {
    see(5);
    steering.patrol(ANA, Town.YARD, "Round");
    see(40);
    assertThat(signals()).as("at A").isEqualTo(1);
    see(60);
    assertThat(steering.state(Town.YARD).orElseThrow().preset()).contains("B");
    assertThat(signals()).isZero();
    see(60);
    assertThat(steering.state(Town.YARD).orElseThrow().judging()).isTrue();
    assertThat(signals()).as("at A again").isEqualTo(1);
  }

  @Test
  void one_that_does_not_say_where_it_looks_has_eight_seconds_to_get_there() throws Exception {
    dome.reports = false;
    see(5);
    goTo("A");
    see(7);
    assertThat(views.viewed(Town.YARD)).isEmpty();
    see(2);
    assertThat(views.viewed(Town.YARD)).contains("A");
    see(13);
    assertThat(signals()).isEqualTo(1);
    assertThat(board.current()).as("rules alone need no report").isEmpty();
  }

  @Test
  void what_the_eye_takes_for_another_view_than_that_preset_s_is_not_judged() throws Exception {
    see(5);
    goTo("A");
    see(30, ViewTrouble.MOVED);
    assertThat(signals()).isZero();
    see(13);
    assertThat(signals()).as("the eye agrees").isEqualTo(1);
    see(1, ViewTrouble.MOVED);
    assertThat(views.looksElsewhere(Town.YARD)).as("somebody knocks at it").isTrue();
    assertThat(signals()).isZero();
  }

  @Test
  void a_preset_whose_view_is_another_one_is_an_alarm_until_the_eye_agrees_there()
      throws Exception {
    see(5);
    goTo("A");
    see(30, ViewTrouble.MOVED);
    goTo("B");
    see(5);
    assertThat(board.current())
        .as("also when it has left")
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.kind()).isEqualTo(AlarmKind.PRESETS);
              assertThat(alarm.detail()).startsWith("The view from A is another one");
            });
    goTo("A");
    see(40);
    assertThat(board.current()).isEmpty();
  }

  @Test
  void what_the_eye_says_for_a_moment_is_no_alarm() throws Exception {
    see(5);
    goTo("A");
    see(15);
    see(5, ViewTrouble.MOVED);
    see(20);
    assertThat(board.current()).isEmpty();
    assertThat(steering.state(Town.YARD).orElseThrow().judging()).isTrue();
  }

  @Test
  void somebody_turns_it_from_elsewhere_and_its_rules_rest() throws Exception {
    see(5);
    goTo("A");
    see(20);
    assertThat(signals()).isEqualTo(1);
    dome.turn("B");
    see(2);
    assertThat(signals()).isZero();
    assertThat(steering.state(Town.YARD).orElseThrow().judging()).isFalse();
  }

  @Test
  void a_preset_that_the_camera_does_not_remember_is_an_alarm() {
    draw("Bridge");
    see(1);
    assertThat(board.current())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.kind()).isEqualTo(AlarmKind.PRESETS);
              assertThat(alarm.detail()).contains("remembers no place called Bridge:");
            });
    dome.remember(Town.YARD, "Bridge");
    see(61);
    assertThat(board.current()).isEmpty();
  }

  @Test
  void nothing_is_asked_of_a_camera_for_whose_presets_nothing_is_drawn() {
    draw(Presets.HOME);
    see(5);
    assertThat(dome.asked).isZero();
  }

  @Test
  void where_nothing_is_drawn_it_stands_where_it_was_sent_once_it_has_had_the_time()
      throws Exception {
    draw(Presets.HOME);
    see(5);
    goTo("A");
    see(7);
    assertThat(steering.state(Town.YARD).orElseThrow().preset()).isEmpty();
    see(2);
    assertThat(steering.state(Town.YARD).orElseThrow().preset()).contains("A");
    assertThat(dome.asked).isZero();
    steering.goHome(ANA, Town.YARD);
    see(1);
    assertThat(steering.state(Town.YARD).orElseThrow().preset()).isEmpty();
  }

  private static List<Point> corner(double from) {
    return List.of(new Point(from, 0), new Point(from + 0.1, 0), new Point(from, 0.1));
  }

  /// What is painted over a picture that comes now.
  private List<List<Point>> covered() throws Exception {
    var now = town.clocks.elapsed();
    // What the camera says of it comes later than the picture.
    town.clocks.advance(Duration.ofMillis(500));
    whereabouts.look();
    return whereabouts.cover(Town.YARD, () -> masks.orElseThrow().presets()).over(now, now);
  }

  @Test
  void masks_are_those_of_the_preset_and_everything_between() throws Exception {
    var a = List.of(corner(0.1));
    var b = List.of(corner(0.5));
    masks = Optional.of(new PrivacyMasks(List.of(), Map.of("A", a, "B", b, "C", List.of())));
    see(5);
    assertThat(covered()).as("at home, for which nothing was said").isEqualTo(MaskCover.WHOLE);
    goTo("A");
    assertThat(covered()).as("on its way").isEqualTo(MaskCover.WHOLE);
    see(3);
    assertThat(covered()).as("just come").isEqualTo(MaskCover.WHOLE);
    see(4);
    assertThat(covered()).isEqualTo(a);
    var before = town.clocks.elapsed();
    assertThat(
            whereabouts
                .cover(Town.YARD, () -> masks.orElseThrow().presets())
                .over(before.minus(Duration.ofSeconds(60)), before))
        .as("one that was held up since it moved")
        .isEqualTo(MaskCover.WHOLE);
    goTo("B");
    assertThat(
            whereabouts.cover(Town.YARD, () -> masks.orElseThrow().presets()).over(before, before))
        .as("one under way when the order was given")
        .isEqualTo(MaskCover.WHOLE);
    see(8);
    assertThat(covered()).isEqualTo(b);
    dome.turn("A");
    assertThat(covered()).as("somebody turns it").isEqualTo(MaskCover.WHOLE);
    see(8);
    assertThat(covered()).as("whoever turned it").isEqualTo(a);
    dome.ill = true;
    see(1);
    assertThat(covered()).as("it does not answer").isEqualTo(MaskCover.WHOLE);
    dome.ill = false;
    dome.turn("C");
    see(10);
    assertThat(covered()).as("somebody has said that nothing needs it").isEmpty();
    assertThat(board.current()).isEmpty();
    dome.reports = false;
    see(10);
    assertThat(covered()).isEqualTo(MaskCover.WHOLE);
    assertThat(board.current()).extracting(Alarm::kind).containsExactly(AlarmKind.PRESETS);
    assertThat(board.current().getFirst().detail()).contains("does not say where it looks");
  }
}
