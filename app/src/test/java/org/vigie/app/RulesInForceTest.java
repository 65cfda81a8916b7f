package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.StopScope;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.SceneSign;
import org.vigie.model.SightTask;
import org.vigie.rules.Area;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.Schedule;
import org.vigie.rules.Target;

/// Nothing is looked for but what an act and a rule ask for (R2).
class RulesInForceTest {

  private static final CameraId YARD = new CameraId("yard");
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir private Path folder = Path.of("");

  private final FakeClocks clocks = new FakeClocks();
  private Governance governance;
  private boolean moved;

  @BeforeEach
  void open() throws Exception {
    governance =
        Governance.open(folder, "Test", LegalProfile.builtIn("demo"), acts(Set.of()), clocks);
  }

  @AfterEach
  void close() {
    governance.close();
  }

  private Acts acts(Set<EventType> events) {
    var from = clocks.wall().minusSeconds(3_600);
    var until = clocks.wall().plus(Duration.ofDays(20));
    var recording =
        new RecordingAct(
            "R-1",
            "Prefecture",
            from,
            until,
            Set.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
            "the yard",
            CameraScope.all(),
            Duration.ofDays(2),
            Duration.ofHours(12),
            "");
    var detection =
        new DetectionAct("D-1", "Council", from, until, events, CameraScope.all(), Set.of());
    return new Acts(List.of(recording), events.isEmpty() ? List.of() : List.of(detection));
  }

  private void detect(EventType... events) {
    governance.replaceActs(Actors.LOCAL_ADMINISTRATOR, acts(Set.of(events)));
  }

  private static Rule intrusion(Schedule schedule) {
    return new Rule.Intrusion(
        "keep-out", "", Area.wholePicture(), Target.ANY, SHORT, SHORT, schedule);
  }

  private static Rule fire(boolean smoke) {
    return new Rule.Fire("fire", "", Area.wholePicture(), smoke, SHORT, SHORT, Schedule.ALWAYS);
  }

  private static Rule left() {
    return new Rule.AbandonedObject(
        "left", "", Area.wholePicture(), SHORT, 3, 1.8, 1.2, Schedule.ALWAYS);
  }

  private SightTask task(Rule... rules) {
    var book = new RuleBook(YARD, RuleBook.USUAL_ASPECT, List.of(), List.of(rules), List.of());
    return RulesInForce.task(book, governance, moved, clocks.wall());
  }

  @Test
  void under_a_recording_act_alone_the_eye_masks_and_looks_for_nothing() {
    assertThat(task(intrusion(Schedule.ALWAYS), fire(true), left())).isEqualTo(SightTask.MASK);
  }

  @Test
  void a_detection_act_without_rules_lets_the_eye_look_for_nothing() {
    detect(EventType.INTRUSION, EventType.FIRE);
    assertThat(task()).isEqualTo(SightTask.MASK);
  }

  @Test
  void the_eye_looks_for_what_permitted_rules_stand_on() {
    detect(EventType.INTRUSION, EventType.FIRE);
    assertThat(task(intrusion(Schedule.ALWAYS), left())).isEqualTo(SightTask.watch(Set.of()));
    assertThat(task(left(), fire(false))).isEqualTo(SightTask.watch(Set.of(SceneSign.FLAME)));
    detect(EventType.ABANDONED_OBJECT, EventType.FIRE);
    assertThat(task(left(), fire(true)))
        .isEqualTo(SightTask.watch(Set.of(SceneSign.REST, SceneSign.FLAME, SceneSign.SMOKE)));
  }

  @Test
  void a_stop_button_takes_its_signs_with_it() throws Exception {
    detect(EventType.ABANDONED_OBJECT, EventType.FIRE);
    var fire = new StopScope.Event(EventType.FIRE);
    governance.stop(Actors.LOCAL_ADMINISTRATOR, fire, "a barbecue");
    assertThat(task(left(), fire(true))).isEqualTo(SightTask.watch(Set.of(SceneSign.REST)));
    governance.stop(Actors.LOCAL_ADMINISTRATOR, new StopScope.Camera(YARD), "a feast");
    assertThat(task(left(), fire(true))).isEqualTo(SightTask.MASK);
  }

  @Test
  void a_camera_that_looks_elsewhere_is_masked_and_looked_at_for_nothing() {
    detect(EventType.INTRUSION, EventType.FIRE);
    moved = true;
    assertThat(task(intrusion(Schedule.ALWAYS), fire(true))).isEqualTo(SightTask.MASK);
    moved = false;
    assertThat(task(intrusion(Schedule.ALWAYS))).isEqualTo(SightTask.watch(Set.of()));
  }

  @Test
  void outside_its_schedule_a_rule_asks_for_nothing() {
    detect(EventType.INTRUSION);
    var hour =
        new Schedule.Hours(Set.of(DayOfWeek.values()), LocalTime.of(4, 0), LocalTime.of(5, 0));
    var rule = intrusion(new Schedule(ZoneOffset.UTC, List.of(hour)));
    clocks.stepWall(Duration.between(clocks.wall(), at(3, 59)));
    assertThat(task(rule)).isEqualTo(SightTask.MASK);
    clocks.stepWall(Duration.ofMinutes(2));
    assertThat(task(rule)).isEqualTo(SightTask.watch(Set.of()));
  }

  /// Of the day that the clocks show next.
  private Instant at(int hour, int minute) {
    var day = clocks.wall().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
    return day.atTime(hour, minute).toInstant(ZoneOffset.UTC);
  }
}
