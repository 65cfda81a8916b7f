package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Norm;
import org.vigie.model.AccessUnit;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// Whether what should be stored is, and is large and quick enough.
class RecordingWatchTest {

  private static final CameraId A = new CameraId("a");
  private static final CameraId B = new CameraId("b");

  private final FakeClocks clocks = new FakeClocks();
  private final Map<String, String> alarms = new TreeMap<>();
  private final List<Duration> raisedAt = new ArrayList<>();
  private final Map<CameraId, RecordingState> states = new HashMap<>();
  private final Alarms board =
      new Alarms() {
        @Override
        public void raise(AlarmKind kind, String subject, String detail) {
          if (alarms.put(kind + " " + subject, detail) == null) {
            raisedAt.add(clocks.elapsed());
          }
        }

        @Override
        public void end(AlarmKind kind, String subject) {
          alarms.remove(kind + " " + subject);
        }
      };
  private final RecordingWatch watch = new RecordingWatch(board, clocks);
  private final NormWatch norms = new NormWatch(board, clocks);

  private static RecordingWatch.Watched watched(CameraId camera, boolean act) {
    return new RecordingWatch.Watched(camera, "Camera " + camera, act);
  }

  /// Looks every second for a while; cameras in `flowing` store a part a second.
  private void pass(int seconds, List<RecordingWatch.Watched> cameras, CameraId... flowing) {
    for (int i = 0; i < seconds; i++) {
      clocks.advance(Duration.ofSeconds(1));
      for (var camera : flowing) {
        state(camera, Optional.empty(), parts(camera) + 1, Optional.empty());
      }
      watch.look(cameras, camera -> Optional.ofNullable(states.get(camera)));
    }
  }

  private long parts(CameraId camera) {
    return Optional.ofNullable(states.get(camera)).map(RecordingState::durableParts).orElse(0L);
  }

  private void state(
      CameraId camera, Optional<GapReason> reason, long parts, Optional<Measured> measured) {
    states.put(
        camera,
        new RecordingState(
            camera,
            reason.isEmpty(),
            reason,
            reason.isEmpty() ? "" : "The camera does not answer.",
            Optional.empty(),
            0,
            parts,
            parts * AccessUnit.TICKS_PER_SECOND,
            measured));
  }

  @Test
  void a_camera_that_loses_its_stream_is_an_alarm_within_30_s_and_ends_when_it_records_again() {
    var cameras = List.of(watched(A, true), watched(B, true));
    pass(30, cameras, A, B);
    var lastPicture = clocks.elapsed();
    // Its session gives it up after 5 s; a second later what was being gathered is on disk.
    pass(6, cameras, B);
    state(A, Optional.of(GapReason.CAMERA_LOST), parts(A) + 1, Optional.empty());
    pass(20, cameras, B);
    assertThat(alarms).isEmpty();
    pass(10, cameras, B);

    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
    assertThat(alarms.get("NOT_RECORDING a"))
        .startsWith("Camera a has not been recorded for 29 s. The camera does not answer. Vigie")
        .contains("check the camera's power");
    assertThat(raisedAt.getFirst().minus(lastPicture)).isLessThan(Duration.ofSeconds(29));

    pass(1, cameras, A, B);
    assertThat(alarms).isEmpty();
  }

  /// For a while, camera A is recorded for so many seconds and then not for so many.
  private void flap(int times, int recorded, int missing) {
    var cameras = List.of(watched(A, true), watched(B, true));
    for (int i = 0; i < times; i++) {
      pass(recorded, cameras, A, B);
      state(A, Optional.of(GapReason.CAMERA_LOST), parts(A), Optional.empty());
      pass(missing, cameras, B);
    }
  }

  @Test
  void a_camera_that_comes_and_goes_is_an_alarm_that_says_how_much_was_recorded() {
    flap(32, 3, 15);
    assertThat(alarms).isEmpty();
    flap(3, 3, 15);
    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
    assertThat(alarms.get("NOT_RECORDING a"))
        .startsWith("Camera a: only 16 % of the last 10 minutes were recorded. The camera does not")
        .contains("check the camera's power");
    // It stays until most of ten minutes is there.
    pass(500, List.of(watched(A, true), watched(B, true)), A, B);
    assertThat(alarms.get("NOT_RECORDING a")).startsWith("Camera a: only 8");
    pass(90, List.of(watched(A, true), watched(B, true)), A, B);
    assertThat(alarms).isEmpty();
    assertThat(raisedAt).hasSize(1);
  }

  @Test
  void losing_a_tenth_in_short_holes_is_an_alarm_and_less_is_none() {
    flap(60, 28, 2);
    assertThat(alarms).isEmpty();
    flap(60, 17, 3);
    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
    assertThat(raisedAt).hasSize(1);
  }

  @Test
  void a_camera_that_is_back_after_one_silence_is_well() {
    var cameras = List.of(watched(A, true), watched(B, true));
    pass(700, cameras, A, B);
    pass(200, cameras, B);
    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
    for (int i = 0; i < 700; i++) {
      pass(1, cameras, A, B);
      assertThat(alarms).isEmpty();
    }
  }

  @Test
  void a_second_silence_within_ten_minutes_is_more_than_a_silence() {
    var cameras = List.of(watched(A, true), watched(B, true));
    pass(700, cameras, A, B);
    flap(2, 60, 60);
    pass(60, cameras, A, B);
    assertThat(alarms.get("NOT_RECORDING a")).startsWith("Camera a: only 80 %");
    pass(600, cameras, A, B);
    assertThat(alarms).isEmpty();
  }

  @Test
  void the_share_counts_the_time_that_an_act_covers() {
    flap(20, 3, 45);
    assertThat(alarms).isNotEmpty();
    pass(1, List.of(watched(A, false), watched(B, true)), B);
    assertThat(alarms).isEmpty();
    pass(580, List.of(watched(A, true), watched(B, true)), A, B);
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_recorder_whose_own_threads_have_died_is_an_alarm_though_it_says_it_records() {
    var cameras = List.of(watched(A, true), watched(B, true));
    pass(5, cameras, A, B);
    pass(60, cameras, B);
    assertThat(states).hasEntrySatisfying(A, state -> assertThat(state.recording()).isTrue());
    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
    assertThat(alarms.get("NOT_RECORDING a")).contains("start Vigie again");
  }

  @Test
  void a_camera_of_which_the_recorder_never_heard_is_an_alarm_too() {
    pass(21, List.of(watched(A, true)));
    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
  }

  @Test
  void a_site_that_stops_whole_says_so_besides() {
    var cameras = List.of(watched(A, true), watched(B, true));
    pass(5, cameras, A, B);
    pass(60, cameras);
    assertThat(alarms)
        .containsOnlyKeys("NOT_RECORDING a", "NOT_RECORDING all cameras", "NOT_RECORDING b");
    pass(1, cameras, B);
    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
  }

  @Test
  void nobody_waits_for_a_camera_without_an_act_or_one_that_a_person_has_stopped() {
    var cameras = List.of(watched(A, false), watched(B, true));
    state(A, Optional.of(GapReason.NO_ACT), 0, Optional.empty());
    state(B, Optional.of(GapReason.STOPPED), 0, Optional.empty());
    pass(200, cameras);
    assertThat(alarms).isEmpty();

    // Its act begins: from now on it has the full patience.
    pass(19, List.of(watched(A, true)));
    assertThat(alarms).isEmpty();
    pass(2, List.of(watched(A, true)));
    assertThat(alarms).containsOnlyKeys("NOT_RECORDING a");
    pass(1, List.of(watched(A, false)));
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_wall_clock_that_steps_neither_raises_nor_hides_an_alarm() {
    var cameras = List.of(watched(A, true));
    pass(5, cameras, A);
    clocks.stepWall(Duration.ofHours(3));
    pass(5, cameras, A);
    assertThat(alarms).isEmpty();
    clocks.stepWall(Duration.ofHours(-9));
    pass(21, cameras);
    assertThat(alarms).isNotEmpty();
  }

  private void measure(int seconds, Norm norm, int width, int height, double rate) {
    var watched = List.of(new NormWatch.Watched(A, "Quai Nord", norm));
    for (int i = 0; i < seconds; i++) {
      clocks.advance(Duration.ofSeconds(1));
      var measured = new Measured(width, height, rate, 1_000_000);
      state(A, Optional.empty(), 1, Optional.of(measured));
      norms.look(watched, camera -> Optional.ofNullable(states.get(camera)));
    }
  }

  @Test
  void pictures_too_small_or_too_few_for_their_class_are_an_alarm_with_the_figures() {
    measure(59, Norm.NARROW, 640, 360, 25);
    assertThat(alarms).isEmpty();
    measure(2, Norm.NARROW, 640, 360, 25);
    assertThat(alarms.get("BELOW_NORM a"))
        .startsWith(
            "Quai Nord stores 640x360 at 25.0 pictures per second; its class (narrow) asks for at"
                + " least 704x576 at 12.");
    measure(61, Norm.NARROW, 1280, 720, 12);
    assertThat(alarms).isEmpty();
    measure(61, Norm.OTHER, 1280, 720, 5);
    assertThat(alarms).containsOnlyKeys("BELOW_NORM a");
    measure(1, Norm.NONE, 1280, 720, 5);
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_rate_that_wavers_about_the_norm_does_not_make_the_alarm_waver() {
    for (int i = 0; i < 20; i++) {
      measure(30, Norm.NARROW, 704, 576, 11.5);
      measure(30, Norm.NARROW, 704, 576, 11.9);
    }
    assertThat(alarms).isEmpty();
    measure(61, Norm.NARROW, 704, 576, 11.5);
    assertThat(alarms).hasSize(1);
    measure(300, Norm.NARROW, 704, 576, 11.8);
    assertThat(alarms).hasSize(1);
    measure(61, Norm.NARROW, 704, 576, 12);
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_camera_mounted_upright_is_measured_by_its_longer_side() {
    assertThat(Norm.NARROW.fits(576, 704)).isTrue();
    assertThat(Norm.NARROW.fits(703, 576)).isFalse();
    assertThat(Norm.OTHER.fits(352, 288)).isTrue();
  }
}
