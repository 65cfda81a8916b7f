package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.eye.EyeFixture.until;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.MaskCover;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.sight.BurnSettings;
import org.vigie.sight.BurnerStage;
import org.vigie.sight.Burners;

/// Real burner processes. Whatever becomes of them, nothing of the masked place gets past them.
@Timeout(90)
class BurnerTest {

  private static final CameraId YARD = new CameraId("yard");
  private static final double[] BOX = {0.25, 0.125, 0.5, 0.375};
  private static final PrivacyMasks MASKS =
      new PrivacyMasks(
          List.of(
              List.of(
                  new Point(BOX[0], BOX[1]),
                  new Point(BOX[2], BOX[1]),
                  new Point(BOX[2], BOX[3]),
                  new Point(BOX[0], BOX[3]))));

  private static Clip clip = Clip.read(new byte[0], 25);

  @TempDir Path runDir;

  private final Burned burned = new Burned();
  private final Map<AlarmKind, String> alarms = new ConcurrentHashMap<>();
  private final List<AlarmKind> raised = new ArrayList<>();
  private volatile List<List<Point>> covering = MaskCover.WHOLE;
  private long ticks;
  private Burners burners;
  private BurnerStage stage;

  @BeforeAll
  static void make_the_clip() throws Exception {
    clip = pattern("640x360");
  }

  private static Clip pattern(String size) throws IOException, InterruptedException {
    var width = Integer.parseInt(size.substring(0, size.indexOf('x')));
    return Clip.coded(
        List.of("-f", "lavfi", "-i", "testsrc2=size=" + size + ":rate=25:duration=4"), width, 25);
  }

  @BeforeEach
  void start_a_burner() throws IOException {
    open(8L * 1024 * 1024, Duration.ofSeconds(10));
  }

  private void open(long mostWaiting, Duration patience) throws IOException {
    var settings = new BurnSettings(command(), runDir, patience, mostWaiting);
    burners = Burners.start(settings, alarms(), Clocks.system());
    stage = burners.stage(YARD, StreamKind.MAIN, MaskCover.always(MASKS), List.of(burned));
  }

  private void reopen(long mostWaiting, Duration patience) throws IOException {
    burners.close();
    open(mostWaiting, patience);
  }

  private static List<String> command() {
    var command = new ArrayList<>(EyeFixture.command());
    command.set(command.size() - 1, "org.vigie.eye.BurnMain");
    return command;
  }

  private Alarms alarms() {
    return new Alarms() {
      @Override
      public void raise(AlarmKind kind, String subject, String detail) {
        synchronized (raised) {
          raised.add(kind);
        }
        alarms.put(kind, subject + ": " + detail);
      }

      @Override
      public void end(AlarmKind kind, String subject) {
        alarms.remove(kind);
      }
    };
  }

  @AfterEach
  void close_them() {
    burners.close();
  }

  private void begin(Clip of) {
    stage.begin(
        new RunStart(YARD, StreamKind.MAIN, of.format(), Clip.START, Duration.ofMillis(50)));
  }

  /// Sends a clip once more, later than everything before.
  private List<AccessUnit> send(Clip of) {
    var sent = new ArrayList<AccessUnit>();
    for (var unit : of.units()) {
      sent.add(
          new AccessUnit(
              ticks, Clip.START.plusNanos(ticks * 100_000 / 9), unit.key(), unit.bytes()));
      ticks += 3600;
    }
    sent.forEach(stage::accept);
    return sent;
  }

  private void end(GapReason gap) {
    stage.end(new RunEnd(Clip.START.plusSeconds(600), gap, "the camera has gone"));
  }

  private void signal(String signal) throws Exception {
    var pid = stage.pid().orElseThrow();
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + pid).start().waitFor()).isZero();
  }

  private void assertNothingRaw(List<AccessUnit> sent) throws NativeFailure, IOException {
    var originals = sent.stream().map(AccessUnit::bytes).toList();
    for (var unit : burned.units()) {
      assertThat(originals).noneMatch(bytes -> Arrays.equals(bytes, unit.bytes()));
    }
    assertThat(burned.assertPainted(BOX)).isPositive();
  }

  @Test
  void the_look_at_what_comes_through_would_see_raw_pictures() {
    burned.begin(
        new RunStart(YARD, StreamKind.MAIN, clip.format(), Clip.START, Duration.ofMillis(50)));
    clip.units().forEach(burned::accept);
    assertThatThrownBy(() -> burned.assertPainted(BOX)).hasMessageContaining("shows in the mask");
  }

  @Test
  void every_picture_is_painted_over_keeps_its_time_and_stays_in_order() throws Exception {
    begin(clip);
    var sent = send(clip); // Long before the burner is there.
    end(GapReason.CAMERA_LOST);
    until(() -> burned.gaps().equals(List.of(GapReason.CAMERA_LOST)));

    var units = burned.units();
    assertThat(units).extracting(AccessUnit::ticks).isEqualTo(times(sent));
    assertThat(units)
        .extracting(AccessUnit::wall)
        .isEqualTo(sent.stream().map(AccessUnit::wall).toList());
    assertThat(burned.runs()).hasSize(1);
    assertThat(burned.runs().getFirst().start.wall()).isEqualTo(sent.getFirst().wall());
    assertThat(burned.assertPainted(BOX)).isEqualTo(sent.size());
    assertNothingRaw(sent);
    assertThat(stage.counts().lost()).isZero();
    assertThat(stage.counts().millisPerPicture()).isPositive();
    long keys = units.stream().filter(AccessUnit::key).count();
    assertThat(keys).isGreaterThanOrEqualTo(4);
  }

  private static List<Long> times(List<AccessUnit> units) {
    return units.stream().map(AccessUnit::ticks).toList();
  }

  @Test
  void a_cover_that_changes_holds_picture_by_picture_without_a_gap() throws Exception {
    burners.close();
    burners = Burners.start(BurnSettings.of(command(), runDir), alarms(), Clocks.system());
    stage = burners.stage(YARD, StreamKind.MAIN, (taken, received) -> covering, List.of(burned));
    begin(clip);
    var sent = send(clip);
    until(() -> burned.units().size() == sent.size());
    covering = MASKS.zones();
    sent.addAll(send(clip));
    until(() -> burned.units().size() == sent.size());
    covering = List.of();
    sent.addAll(send(clip));
    until(() -> burned.units().size() == sent.size());
    covering = MaskCover.WHOLE;
    sent.addAll(send(clip));
    end(GapReason.CAMERA_LOST);
    until(() -> burned.gaps().equals(List.of(GapReason.CAMERA_LOST)));

    assertThat(burned.runs()).hasSize(1);
    assertThat(times(burned.units())).isEqualTo(times(sent));
    assertThat(stage.counts().lost()).isZero();
    int each = clip.units().size();
    var pictures = burned.pictures();
    for (int i = 0; i < pictures.size(); i++) {
      double masked = Burned.off(pictures.get(i), BOX);
      double outside = Burned.off(pictures.get(i), 0.25, 0.625, 0.5, 0.875);
      boolean whole = i < each || i >= 3 * each;
      if (whole) {
        assertThat(masked).as("picture %s", i).isLessThan(1.5);
        assertThat(outside).as("picture %s, covered whole", i).isLessThan(1.5);
      } else {
        assertThat(outside).as("picture %s, not covered there", i).isGreaterThan(20);
        if (i < 2 * each) {
          assertThat(masked).as("picture %s, covered in part", i).isLessThan(1.5);
        } else {
          assertThat(masked).as("picture %s, nothing to cover", i).isGreaterThan(20);
        }
      }
    }
  }

  @Test
  void a_burner_that_is_killed_leaves_a_gap_and_the_next_one_begins_at_a_key_picture()
      throws Exception {
    begin(clip);
    var sent = send(clip);
    until(() -> burned.units().size() > 20);
    signal("KILL");
    until(() -> burned.gaps().contains(GapReason.BURNER) || burned.units().size() == sent.size());
    sent.addAll(send(clip));
    until(() -> stage.counts().restarts() >= 1 && stage.pid().isPresent());
    sent.addAll(send(clip));
    end(GapReason.CAMERA_LOST);
    until(() -> burned.gaps().contains(GapReason.CAMERA_LOST));

    assertThat(raised).contains(AlarmKind.BURNER);
    assertThat(alarms).doesNotContainKey(AlarmKind.BURNER);
    assertThat(burned.runs()).allMatch(run -> run.units.getFirst().key());
    assertThat(times(burned.units())).isSorted().containsAll(times(sent.subList(200, 300)));
    assertNothingRaw(sent);
    var counts = stage.counts();
    assertThat(counts.burned() + counts.lost()).isEqualTo(counts.received());
  }

  @Test
  void a_burner_that_hangs_is_ended_and_another_one_comes() throws Exception {
    reopen(8L * 1024 * 1024, Duration.ofSeconds(1));
    begin(clip);
    var sent = send(clip);
    until(() -> burned.units().size() == sent.size());
    var hanging = ProcessHandle.of(stage.pid().orElseThrow()).orElseThrow();
    signal("STOP");
    sent.addAll(send(clip));

    until(() -> !hanging.isAlive());
    until(() -> burned.gaps().contains(GapReason.BURNER));
    sent.addAll(send(clip));
    until(() -> burned.units().getLast().ticks() == sent.getLast().ticks());
    assertNothingRaw(sent);
  }

  @Test
  void a_slow_burner_costs_pictures_with_their_reason_and_never_holds_up_the_session()
      throws Exception {
    long room = 3L * clip.units().stream().mapToInt(unit -> unit.bytes().length).sum() / 2;
    reopen(room, Duration.ofSeconds(30));
    begin(clip);
    var sent = send(clip);
    until(() -> burned.units().size() == sent.size());
    signal("STOP");
    var start = Clocks.system().elapsed();
    for (int i = 0; i < 4; i++) {
      sent.addAll(send(clip));
    }
    assertThat(Clocks.system().elapsed().minus(start)).isLessThan(Duration.ofSeconds(1));
    signal("CONT");
    until(() -> burned.gaps().contains(GapReason.OVERLOAD));
    until(() -> burned.units().size() + stage.counts().lost() == sent.size());
    sent.addAll(send(clip));
    end(GapReason.CAMERA_LOST);
    until(() -> stage.counts().burned() + stage.counts().lost() == sent.size());

    assertThat(burned.units().getLast().ticks()).isEqualTo(sent.getLast().ticks());
    assertThat(stage.counts().lost()).isPositive();
    assertNothingRaw(sent);
  }

  @Test
  void another_size_begins_another_run() throws Exception {
    var small = pattern("320x180");
    begin(clip);
    send(clip);
    stage.end(new RunEnd(Clip.START.plusSeconds(4), null, "the camera's picture format changed"));
    begin(small);
    send(small);
    until(() -> !burned.units().isEmpty());
    stage.close();

    assertThat(burned.gaps()).hasSizeGreaterThanOrEqualTo(1);
    assertThat(burned.gaps().getFirst()).isNull();
    assertThat(burned.runs())
        .extracting(run -> run.start.format().width())
        .containsExactly(640, 320);
    assertThat(burned.assertPainted(BOX)).isEqualTo(200);
  }

  @Test
  void pictures_that_cannot_be_decoded_end_the_run_and_the_next_key_picture_begins_another()
      throws Exception {
    begin(clip);
    send(clip);
    stage.accept(new AccessUnit(ticks, Clip.START.plusSeconds(4), true, new byte[] {0, 0, 0, 9}));
    ticks += 3600;
    var after = send(clip);
    end(GapReason.CAMERA_LOST);
    until(() -> burned.gaps().contains(GapReason.CAMERA_LOST));

    assertThat(burned.gaps()).containsExactly(GapReason.BURNER, GapReason.CAMERA_LOST);
    assertThat(burned.units().getLast().ticks()).isEqualTo(after.getLast().ticks());
    assertThat(stage.counts().restarts()).isZero();
  }

  @Test
  void without_a_burner_nothing_comes_through_but_the_reason() throws Exception {
    burners.close();
    var settings = BurnSettings.of(List.of("/bin/false"), runDir);
    burners = Burners.start(settings, alarms(), Clocks.system());
    stage = burners.stage(YARD, StreamKind.MAIN, MaskCover.always(MASKS), List.of(burned));
    begin(clip);
    send(clip);
    until(() -> burned.gaps().contains(GapReason.BURNER));
    end(GapReason.CAMERA_LOST);
    stage.close();

    assertThat(burned.runs()).isEmpty();
    assertThat(burned.gaps()).containsExactly(GapReason.BURNER, GapReason.CAMERA_LOST);
    assertThat(alarms.get(AlarmKind.BURNER)).startsWith("yard: The burner");
    assertThat(stage.counts().lost()).isEqualTo(clip.units().size());
  }
}
