package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.eye.EyeFixture.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.Observation;
import org.vigie.model.SightMode;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;
import org.vigie.sight.Sight;

/// Real eye processes, real video.
@Timeout(60)
class EyesAtWorkTest {

  private static final CameraId YARD = new CameraId("yard");
  private static final CameraId GATE = new CameraId("gate");

  @TempDir Path runDir;

  private final List<Observation> seen = new CopyOnWriteArrayList<>();
  private Sight sight;

  @BeforeEach
  void open_the_eyes() throws IOException {
    sight = Sight.start(EyeFixture.settings(runDir), seen::add, Clocks.system());
  }

  @AfterEach
  void close_them() {
    sight.close();
  }

  @Test
  void cars_are_followed_and_masked_in_real_video() throws Exception {
    var clip = Clip.of("car-from-above.mp4", 640, 12);

    play(clip, sight.feed(YARD, SightMode.WATCH), YARD);
    until(() -> sight.counts(YARD).observations() >= 300);

    assertThat(seen).anyMatch(o -> !o.tracks().isEmpty());
    assertThat(seen)
        .filteredOn(o -> !o.mask().whole())
        .allSatisfy(
            o ->
                assertThat(o.tracks())
                    .allSatisfy(
                        track -> {
                          var box = track.box();
                          int column = (int) ((box.left() + box.width() / 2) * o.mask().columns());
                          int row = (int) ((box.top() + box.height() / 2) * o.mask().rows());
                          assertThat(
                                  o.mask()
                                      .isMasked(
                                          Math.min(column, o.mask().columns() - 1),
                                          Math.min(row, o.mask().rows() - 1)))
                              .isTrue();
                        }));
    assertThat(sight.counts(YARD).skipped()).isZero();
  }

  @Test
  void nothing_but_masks_leaves_the_eye_without_a_detection_act() throws Exception {
    var clip = Clip.of("car-from-above.mp4", 640, 12);

    play(clip, sight.feed(YARD, SightMode.MASK), YARD);
    until(() -> sight.counts(YARD).observations() >= 300);

    assertThat(seen).isNotEmpty().allMatch(o -> o.tracks().isEmpty());
    assertThat(seen).anyMatch(o -> !o.mask().whole() && !o.mask().blocks().isEmpty());
  }

  @Test
  void an_eye_that_is_killed_comes_back_and_goes_on() throws Exception {
    var clip = Clip.of("fall-S1_ADL_10.mp4", 640, 25);
    var sink = sight.feed(YARD, SightMode.WATCH);
    play(clip, sink, YARD);
    until(() -> !seen.isEmpty());
    var pids = sight.eyePids();
    assertThat(pids).hasSize(1);

    ProcessHandle.of(pids.getFirst()).orElseThrow().destroyForcibly();
    until(() -> sight.restarts() == 1 && !sight.eyePids().isEmpty());
    int before = seen.size();
    play(clip, sink, YARD);
    until(() -> seen.size() > before + 10);

    assertThat(sight.eyePids()).doesNotContainAnyElementsOf(pids);
  }

  @Test
  void live_pictures_are_masked_and_shared_and_end_with_the_lease() throws Exception {
    var clip = Clip.of("fall-S1_ADL_10.mp4", 640, 25);
    var one = new KeptPictures();
    var other = new KeptPictures();
    var lease = sight.watch(YARD, one, LivePace.ALL);
    sight.watch(YARD, other, LivePace.ALL);
    assertThat(one.interruptions).containsExactly("The camera is out of service.");

    var sink = sight.feed(YARD, SightMode.MASK);
    play(clip, sink, YARD);
    until(() -> one.units.size() > 90);

    lease.close();
    assertThat(one.formats).hasSize(1);
    assertThat(one.formats.getFirst().width()).isEqualTo(640);
    assertThat(one.units.getFirst().key()).isTrue();
    assertThat(one.units.stream().filter(AccessUnit::key).count()).isBetween(3L, 6L);
    assertThat(one.units).isSortedAccordingTo(java.util.Comparator.comparing(AccessUnit::ticks));
    assertThat(one.units.getFirst().wall()).isBetween(Clip.START, Clip.START.plusSeconds(2));
    until(() -> other.units.size() >= one.units.size());
  }

  @Test
  void a_masked_copy_keeps_every_picture_and_its_times() throws Exception {
    var clip = Clip.of("fall-S1_ADL_10.mp4", 640, 25);

    var copy = sight.mask(clip.format(), clip.units(), List.of());

    assertThat(copy.units())
        .extracting(AccessUnit::ticks)
        .isEqualTo(clip.units().stream().map(AccessUnit::ticks).toList());
    assertThat(copy.units().getFirst().wall()).isEqualTo(Clip.START);
    assertThat(copy.units().getFirst().key()).isTrue();
    assertThat(sight.eyePids()).hasSizeGreaterThan(0);
  }

  @Test
  void garbage_harms_no_other_camera() throws Exception {
    var broken = Clip.shared().resolve("data/streams/broken");
    var healthy = sight.feed(GATE, SightMode.WATCH);
    var sink = sight.feed(YARD, SightMode.WATCH);
    try (var files = Files.list(broken)) {
      for (var file : files.sorted().toList()) {
        var bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".h264")) {
          play(Clip.read(bytes, 25), sink, YARD);
        }
        play(raw(bytes), sink, YARD);
        play(noise(file.hashCode()), sink, YARD);
      }
    }
    long before = sight.counts(GATE).analysed();
    play(Clip.of("fall-S1_ADL_10.mp4", 640, 25), healthy, GATE);

    until(() -> sight.counts(GATE).analysed() > before + 20);
    var counts = sight.counts(YARD);
    assertThat(counts.received()).isGreaterThan(400);
  }

  private static Clip noise(long seed) throws IOException {
    var random = new java.util.Random(seed);
    var pictures = new ArrayList<byte[]>();
    for (int i = 0; i < 50; i++) {
      var bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      pictures.add(bytes);
    }
    return garbage(pictures);
  }

  /// A file as it is, cut into what claims to be pictures.
  private static Clip raw(byte[] file) {
    var pictures = new ArrayList<byte[]>();
    for (int i = 0; i < file.length; i += 5000) {
      pictures.add(java.util.Arrays.copyOfRange(file, i, Math.min(file.length, i + 5000)));
    }
    return garbage(pictures);
  }

  private static Clip garbage(List<byte[]> pictures) {
    var units = new ArrayList<AccessUnit>();
    for (int i = 0; i < pictures.size(); i++) {
      units.add(
          new AccessUnit(i * 3600L, Clip.START.plusMillis(40L * i), i % 25 == 0, pictures.get(i)));
    }
    return new Clip(
        new VideoFormat(
            VideoFormat.VideoCodec.H264, 640, 360, new byte[] {0x67, 1, 2, 3}, new byte[] {0x68}),
        units,
        25);
  }

  @Test
  void footage_that_cannot_be_decoded_is_an_error_and_the_next_copy_works() throws Exception {
    var noise = noise(3);
    assertThatThrownBy(() -> sight.mask(noise.format(), noise.units(), List.<BlockMask>of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("makes masked copies has died or hung");

    var clip = Clip.of("fall-S1_ADL_10.mp4", 320, 25);
    assertThat(sight.mask(clip.format(), clip.units(), List.of()).units()).hasSize(100);
  }

  @Test
  void h265_footage_gives_a_masked_copy() throws Exception {
    var clip = HevcTest.clip(java.nio.file.Files.createTempFile("clip", ".h265"));
    var copy = sight.mask(clip.format(), clip.units(), List.of());
    assertThat(copy.format().codec()).isEqualTo(VideoFormat.VideoCodec.H264);
    assertThat(copy.units()).hasSameSizeAs(clip.units());
  }

  private void play(Clip clip, StreamSink sink, CameraId camera) throws InterruptedException {
    EyeFixture.play(clip, sink, sight, camera);
  }
}
