package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;
import org.vigie.model.Span;
import org.vigie.recording.RecordingState;
import org.vigie.recording.Timeline;
import org.vigie.testkit.ByteSearch;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;
import org.vigie.verify.footage.FootageAudit;

/// One sound camera among many that send broken video, while eyes are killed and hang.
@Timeout(300)
class BrokenStreamsTest {

  private static final CameraId SOUND = new CameraId("camera-1");

  @TempDir private Path folder = Path.of("");

  @Test
  void broken_video_dead_and_hanging_eyes_never_touch_recording() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(ForeignCameras.available(), "no shared clips, GStreamer or ffmpeg here");
    var broken = files(Shared.find("data/streams/broken").orElseThrow());
    assertThat(broken).hasSizeGreaterThanOrEqualTo(20);
    var clip = Shared.find("data/video/car-from-above.mp4").orElseThrow();
    var served = new LinkedHashMap<String, Path>();
    served.put("sound", Tool.annexB(clip, folder.resolve("sound.h264")));
    for (var file : broken) {
      if (file.toString().endsWith(".h264") && hasParameterSets(file)) {
        served.put("broken" + served.size(), file);
      }
    }
    try (var cameras = ForeignCameras.start("", served)) {
      var addresses = new ArrayList<String>();
      served.keySet().forEach(name -> addresses.add(cameras.url(name)));
      var data = folder.resolve("data");
      long received;
      try (var town = start(data, addresses, broken)) {
        VigieUnderTest.await(
            "the sound camera", Duration.ofSeconds(60), () -> units(town.posts().getFirst()) > 0);
        // Each has sent something, or an answer says why not.
        VigieUnderTest.await(
            "every source",
            Duration.ofSeconds(150),
            () -> town.posts().stream().allMatch(BrokenStreamsTest::isTried));
        requireRecording(town, () -> killAnEye(data));
        requireRecording(town, () -> stopAnEye(data));
        long before = units(town.posts().getFirst());
        VigieUnderTest.await(
            "further pictures",
            Duration.ofSeconds(20),
            () -> units(town.posts().getFirst()) > before + 100);

        assertWithoutGap(town);
        received = units(town.posts().getFirst());
      }
      assertOnDisk(data, received);
    }
  }

  private interface Blow {
    void fall() throws Exception;
  }

  /// Does something to an eye, and asks that the sound camera's pictures went to disk meanwhile.
  private static void requireRecording(Town town, Blow blow) throws Exception {
    var clocks = Clocks.system();
    var began = clocks.elapsed();
    long before = durableTicks(town);
    blow.fall();
    long passed = clocks.elapsed().minus(began).toMillis();
    // Half of it at least, at once: the last part or two are on their way. All of it is counted at
    // the end.
    long recorded = (durableTicks(town) - before) * 1000 / AccessUnit.TICKS_PER_SECOND;
    assertThat(recorded).isGreaterThanOrEqualTo(Math.min(passed / 2, passed - 3000));
  }

  private static long durableTicks(Town town) {
    return town.recorder().state(SOUND).map(RecordingState::durableTicks).orElse(0L);
  }

  /// Every picture that was received is on disk, counted by code that shares none with its writer.
  private static void assertOnDisk(Path data, long received) throws Exception {
    var report =
        FootageAudit.run(FootageAudit.Where.in(data), FootageAudit.UNTIL_LAST_FOOTAGE, reel -> {});
    assertThat(report.faults()).isEmpty();
    var sound =
        report.cameras().stream()
            .filter(camera -> camera.id().equals(SOUND.value()))
            .findFirst()
            .orElseThrow();
    assertThat(sound.pictures()).isGreaterThanOrEqualTo(received).isGreaterThan(300);
  }

  private static List<Path> files(Path of) throws Exception {
    try (var files = Files.list(of)) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  /// The server serves nothing else; eye and demuxer are given those files all the same.
  private static boolean hasParameterSets(Path file) throws Exception {
    return ByteSearch.isIn(Files.readAllBytes(file), new byte[] {0, 0, 1, 0x67});
  }

  /// A town with these RTSP cameras, and each of these files as one that is demuxed.
  private static Town start(Path data, List<String> rtsp, List<Path> files) throws Exception {
    var addresses = new ArrayList<>(rtsp);
    for (int n = 0; n < files.size(); n++) {
      addresses.add("rtsp://127.0.0.1:1/file%02d".formatted(n));
    }
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(addresses, null);
    var config = data.resolve("vigie.yaml");
    var text = Files.readString(config);
    for (int n = 0; n < files.size(); n++) {
      var name = files.get(n).getFileName();
      Files.copy(files.get(n), data.resolve(name));
      text = text.replace("rtsp://127.0.0.1:1/file%02d".formatted(n), "file:" + name);
    }
    Files.writeString(config, text);
    return Town.start(TownConfig.read(config), new Programs(VigieUnderTest.ROOT), line -> {});
  }

  private static long units(CameraPost post) {
    return post.states().getFirst().accessUnits();
  }

  private static boolean isTried(CameraPost post) {
    return units(post) > 0 || !post.states().getFirst().reason().isEmpty();
  }

  private static void killAnEye(Path data) throws Exception {
    var eye = anEye(data);
    long pid = eye.pid();
    eye.destroyForcibly();
    VigieUnderTest.await("another eye", Duration.ofSeconds(30), () -> isReplaced(data, pid));
  }

  private static void stopAnEye(Path data) throws Exception {
    long pid = anEye(data).pid();
    Tool.run("kill", "-STOP", Long.toString(pid));
    VigieUnderTest.await("another eye", Duration.ofSeconds(60), () -> isReplaced(data, pid));
  }

  /// One that runs: broken video may just have ended one, and the next is on its way.
  private static ProcessHandle anEye(Path data) throws Exception {
    var found = new AtomicReference<ProcessHandle>();
    VigieUnderTest.await(
        "an eye that runs",
        Duration.ofSeconds(30),
        () -> {
          eyes(data).stream()
              .flatMap(pid -> ProcessHandle.of(pid).stream())
              .findFirst()
              .ifPresent(found::set);
          return found.get() != null;
        });
    return Objects.requireNonNull(found.get());
  }

  private static boolean isReplaced(Path data, long pid) {
    var now = eyes(data);
    return !now.isEmpty() && !now.contains(pid);
  }

  private static List<Long> eyes(Path data) {
    try {
      var pids = new ArrayList<Long>();
      VigieUnderTest.read(data.resolve("run.json"))
          .path("eye_pids")
          .forEach(pid -> pids.add(pid.asLong()));
      return pids;
    } catch (java.io.IOException e) {
      return List.of();
    }
  }

  /// Waits until all that was taken by now is on disk: how soon that is, is no question here.
  private static void assertWithoutGap(Town town) throws Exception {
    var now = Instant.now();
    VigieUnderTest.await(
        "what is on its way to the disk",
        Duration.ofSeconds(60),
        () -> timeline(town, now).recorded().getLast().to().isAfter(now));
    var timeline = timeline(town, now);
    assertThat(timeline.recorded()).hasSize(1);
    var recorded = timeline.recorded().getFirst();
    assertThat(timeline.gaps().stream().map(Gap::from))
        .allMatch(from -> from.isBefore(recorded.from()));
  }

  private static Timeline timeline(Town town, Instant now) {
    var around = new Span(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
    return town.recorder().timeline(SOUND, around);
  }
}
