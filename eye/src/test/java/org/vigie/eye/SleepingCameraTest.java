package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LiveViewer;
import org.vigie.model.Observation;
import org.vigie.model.SightMode;
import org.vigie.model.VideoFormat;
import org.vigie.sight.Sight;

/// A street where nothing happens for twelve seconds and a half; then someone crosses it.
@Timeout(60)
class SleepingCameraTest {

  private static final CameraId STREET = new CameraId("street");
  private static final int RATE = 25;
  private static final int QUIET_SECONDS = 12;
  private static final String PICTURES =
      "color=c=0x808878:s=640x360:r=25:d=16,noise=c0s=4:c0f=t:all_seed=7[street];"
          + "color=c=0x202838:s=40x90:r=25:d=16[someone];"
          + "[street][someone]overlay=x='if(lt(t,12.5),-60,(t-12.5)*160-30)':y=200";

  @TempDir Path runDir;

  private final List<Observation> seen = new CopyOnWriteArrayList<>();
  private Sight sight;

  @BeforeEach
  void open_the_eye() throws IOException {
    sight = Sight.start(EyeFixture.settings(runDir), seen::add, Clocks.system());
  }

  @AfterEach
  void close_it() {
    sight.close();
  }

  @Test
  void sleeps_at_key_pictures_and_wakes_before_what_woke_it() throws Exception {
    var clip = Clip.coded(List.of("-f", "lavfi", "-i", PICTURES), 640, RATE);
    var sink = sight.feed(STREET, SightMode.WATCH);
    EyeFixture.begin(clip, sink, STREET);

    EyeFixture.feed(clip.units().subList(0, QUIET_SECONDS * RATE), sink, sight, STREET);
    // Three seconds to learn and to be sure; from then on one picture in twenty-five.
    assertThat(sight.counts(STREET).handled()).isEqualTo(QUIET_SECONDS * RATE);
    assertThat(sight.counts(STREET).decoded()).isBetween(20L, 3L * RATE + QUIET_SECONDS);

    // The key picture at 13 s wakes it: every picture of these two seconds is decoded, each once.
    long before = sight.counts(STREET).decoded();
    var waking = clip.units().subList(QUIET_SECONDS * RATE, (QUIET_SECONDS + 2) * RATE);
    EyeFixture.feed(waking, sink, sight, STREET);
    assertThat(sight.counts(STREET).decoded() - before).isEqualTo(2 * RATE);

    var rest = clip.units().subList((QUIET_SECONDS + 2) * RATE, clip.units().size());
    EyeFixture.feed(rest, sink, sight, STREET);
    assertThat(sight.counts(STREET).skipped()).isZero();

    // The key picture at 13 s shows it; the second before it is looked at all the same.
    var key = Clip.START.plusSeconds(13);
    assertThat(seen.stream().filter(o -> isBetween(o.at(), key.minusSeconds(1), key)))
        .hasSizeGreaterThanOrEqualTo(8);
    var tracks = seen.stream().flatMap(o -> o.tracks().stream()).toList();
    assertThat(tracks).isNotEmpty();
    assertThat(tracks.getFirst().since()).isBetween(key.minusMillis(500), key.minusMillis(100));
    assertThat(tracks).allMatch(track -> track.id().equals(tracks.getFirst().id()));
    assertThat(seen).extracting(Observation::at).isSorted();
  }

  @Test
  void who_looks_at_a_sleeping_camera_gets_every_picture_masked() throws Exception {
    var clip = Clip.coded(List.of("-f", "lavfi", "-i", PICTURES), 640, RATE);
    var sink = sight.feed(STREET, SightMode.MASK);
    EyeFixture.begin(clip, sink, STREET);
    // Until half a second after a key picture.
    int asleep = QUIET_SECONDS * RATE - RATE / 2;
    EyeFixture.feed(clip.units().subList(0, asleep), sink, sight, STREET);
    assertThat(sight.isAsleep(STREET)).isTrue();

    var shown = new CopyOnWriteArrayList<AccessUnit>();
    var viewer =
        new LiveViewer() {
          @Override
          public void begin(VideoFormat format) {
            // Every picture has the same one.
          }

          @Override
          public void accept(AccessUnit unit) {
            shown.add(unit);
          }

          @Override
          public void interrupted(String reason) {
            shown.clear();
          }
        };
    try (var lease = sight.watch(STREET, viewer, LivePace.ALL)) {
      EyeFixture.feed(clip.units().subList(asleep, clip.units().size()), sink, sight, STREET);
      EyeFixture.until(() -> shown.size() >= clip.units().size() - asleep);
      assertThat(lease).isNotNull();
    }

    // From the last key picture on or later, without a hole, at the full rate.
    var ticks = shown.stream().map(AccessUnit::ticks).toList();
    for (int i = 1; i < ticks.size(); i++) {
      assertThat(ticks.get(i) - ticks.get(i - 1)).isEqualTo(AccessUnit.TICKS_PER_SECOND / RATE);
    }
    assertThat(ticks.getFirst()).isLessThanOrEqualTo(clip.units().get(asleep).ticks());
    assertThat(shown.getFirst().key()).isTrue();
    // Whoever crosses the street is in no picture that was shown with a mask that is not there.
    assertThat(seen)
        .filteredOn(o -> o.at().isAfter(Clip.START.plusSeconds(13)))
        .isNotEmpty()
        .allMatch(o -> o.mask().whole() || !o.mask().blocks().isEmpty());
  }

  @Test
  void who_wants_one_picture_a_second_leaves_a_camera_asleep_and_sees_as_much_masked()
      throws Exception {
    var clip = Clip.coded(List.of("-f", "lavfi", "-i", PICTURES), 640, RATE);
    var sink = sight.feed(STREET, SightMode.MASK);
    EyeFixture.begin(clip, sink, STREET);
    var small = new KeptPictures();
    var first = sight.watch(STREET, small, LivePace.KEY);
    int quiet = QUIET_SECONDS * RATE;
    EyeFixture.feed(clip.units().subList(0, quiet), sink, sight, STREET);
    assertThat(sight.isAsleep(STREET)).isTrue();
    assertThat(sight.counts(STREET).decoded()).isLessThanOrEqualTo(3L * RATE + QUIET_SECONDS);
    assertThat(small.units).hasSizeBetween(QUIET_SECONDS - 3, QUIET_SECONDS);

    // Whoever wants all of them gets them, and the small tile still one a second.
    var large = new KeptPictures();
    int before = small.units.size();
    try (var second = sight.watch(STREET, large, LivePace.ALL)) {
      var more = clip.units().subList(quiet, quiet + 3 * RATE);
      EyeFixture.feed(more, sink, sight, STREET);
      EyeFixture.until(() -> large.units.size() >= 2 * RATE - 2);
      assertThat(second).isNotNull();
    }
    assertThat(small.units.size() - before).isBetween(2, 4);
    assertThat(small.units).allMatch(AccessUnit::key);
    assertThat(small.formats).hasSize(1);

    // Somebody moves: the camera is awake, and the small tile is shown one a second all the same.
    int awake = small.units.size();
    int rest = clip.units().size() - quiet - 3 * RATE;
    EyeFixture.feed(
        clip.units().subList(quiet + 3 * RATE, clip.units().size()), sink, sight, STREET);
    assertThat(small.units.size() - awake).isBetween(rest / RATE - 2, rest / RATE + 2);
    for (int i = 1; i < small.units.size(); i++) {
      long step = small.units.get(i).ticks() - small.units.get(i - 1).ticks();
      assertThat(step).isGreaterThanOrEqualTo(9L * AccessUnit.TICKS_PER_SECOND / 10);
    }
    first.close();
  }

  private static boolean isBetween(Instant at, Instant from, Instant to) {
    return at.isAfter(from) && at.isBefore(to);
  }
}
