package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.vigie.eye.EyeFixture.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.model.CameraId;
import org.vigie.model.SightMode;
import org.vigie.sight.Sight;
import org.vigie.sight.SightSettings;

/// What eyes cannot do, and that they can be ended.
@Timeout(60)
class ConfinedEyesTest {

  private static final CameraId YARD = new CameraId("yard");

  @TempDir Path runDir;

  private Sight sight;

  @BeforeEach
  void open_the_eyes() throws IOException, InterruptedException {
    var usual = EyeFixture.settings(runDir);
    var settings =
        new SightSettings(
            usual.eyeCommand(),
            1,
            runDir,
            usual.quiet(),
            usual.learning(),
            Duration.ofSeconds(3),
            java.util.Optional.empty());
    sight = Sight.start(settings, seen -> {}, Clocks.system());
    until(() -> !sight.eyePids().isEmpty());
  }

  @AfterEach
  void close_them() {
    sight.close();
  }

  @Test
  void without_walls_the_trial_gets_out_and_says_how() throws Exception {
    var outside = Files.writeString(runDir.resolve("outside"), "footage");
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var line = new ArrayList<>(EyeFixture.command());
      line.addAll(List.of("--trial", "" + listening.getLocalPort(), outside.toString()));
      var trial = new ProcessBuilder(line).redirectErrorStream(true).start();

      assertThat(new String(trial.getInputStream().readAllBytes(), "UTF-8"))
          .contains("it could connect to 127.0.0.1");
      assertThat(trial.waitFor()).isEqualTo(1);
    }
  }

  @Test
  void an_eye_sees_no_network_no_file_and_no_other_process() throws Exception {
    assumeWalls();
    var outside = Files.writeString(runDir.resolve("outside"), "footage");
    var eye = Path.of("/proc/" + sight.eyePids().getFirst());
    var own = Path.of("/proc/self");

    for (var space : List.of("net", "pid", "mnt", "ipc")) {
      assertThat(Files.readSymbolicLink(eye.resolve("ns/" + space)))
          .isNotEqualTo(Files.readSymbolicLink(own.resolve("ns/" + space)));
    }
    assertThat(Files.readString(eye.resolve("net/route")).lines()).hasSize(1);
    assertThat(eye.resolve("root" + outside.toAbsolutePath())).doesNotExist();
    assertThat(eye.resolve("root/etc/passwd")).doesNotExist();
    assertThat(Files.readString(eye.resolve("environ"))).doesNotContain("PATH=");
    assertThat(Files.readString(eye.resolve("status"))).contains("CapEff:\t0000000000000000");
    try (var listed = Files.list(eye.resolve("root/proc"))) {
      assertThat(listed.filter(path -> path.getFileName().toString().matches("\\d+"))).hasSize(2);
    }
  }

  @Test
  void an_eye_that_hangs_is_ended_and_another_one_comes() throws Exception {
    var clip = Clip.of("fall-S1_ADL_10.mp4", 320, 25);
    var sink = sight.feed(YARD, SightMode.WATCH);
    EyeFixture.play(clip, sink, sight, YARD);
    var hanging = ProcessHandle.of(sight.eyePids().getFirst()).orElseThrow();

    assertThat(new ProcessBuilder("kill", "-STOP", "" + hanging.pid()).start().waitFor()).isZero();
    EyeFixture.begin(clip, sink, YARD);
    clip.units().forEach(sink::accept);

    until(() -> !hanging.isAlive());
    until(() -> sight.restarts() >= 1 && !sight.eyePids().isEmpty());
    // It was stopped, not kept waiting: that time counts.
    assertThat(sight.lastEnd().orElseThrow()).startsWith("it said nothing for ");
    long before = sight.counts(YARD).analysed();
    EyeFixture.play(clip, sink, sight, YARD);
    until(() -> sight.counts(YARD).analysed() > before + 20);
  }

  @Test
  void an_eye_that_is_killed_by_its_number_is_gone() throws Exception {
    var eye = ProcessHandle.of(sight.eyePids().getFirst()).orElseThrow();
    var wrapper = eye.parent().orElseThrow();

    assertThat(new ProcessBuilder("kill", "-KILL", "" + eye.pid()).start().waitFor()).isZero();

    until(() -> !eye.isAlive());
    until(() -> wrapper.pid() == ProcessHandle.current().pid() || !wrapper.isAlive());
    until(() -> sight.restarts() >= 1 && !sight.eyePids().isEmpty());
    assertThat(sight.lastEnd().orElseThrow()).startsWith("it ended with status 137");
  }

  private void assumeWalls() {
    assumeTrue(
        sight.confined(),
        () -> "the eyes cannot be confined here: " + sight.confinementMissing().orElse(""));
  }
}
