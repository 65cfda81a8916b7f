package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.testkit.Tool;

/// On a file system of 12 MiB that is really full.
class FullDiskTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    Files.createDirectories(dir.resolve("footage"));
    try {
      Tool.run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", dir.resolve("footage") + "");
      mounted = true;
    } catch (IOException e) {
      assumeTrue(false, "cannot mount a small file system here (not root?)");
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      Tool.run("umount", "-l", dir.resolve("footage") + "");
    }
  }

  private void fillsUpAndComesBack(long reserve) throws Exception {
    var ballast = dir.resolve("footage/ballast");
    try (var town =
        new Town(
            dir,
            clocks,
            s ->
                new RecorderSettings(
                    s.footage(),
                    s.index(),
                    s.town(),
                    s.flushEvery(),
                    1,
                    8 << 20,
                    reserve,
                    s.commitEvery()))) {
      Files.write(ballast, new byte[4 << 20]);
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.fixedBytes = 20_000;
      source.begin(Source.SMALL);
      source.send(1);
      town.recorder.flush();
      for (int second = 0; second < 30; second++) {
        source.send(25);
        town.recorder.flush();
      }
      assertThat(town.recorder.states().getFirst().reason()).contains(GapReason.DISK);

      Files.delete(ballast);
      clocks.advance(Duration.ofSeconds(4));
      source.send(25);
      town.recorder.flush();
      source.send(75);
      source.end(GapReason.STOPPED);
      town.recorder.flush();
      clocks.advance(Duration.ofSeconds(36));
      var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      assertThat(timeline.gaps().stream().map(Gap::reason))
          .startsWith(GapReason.DISK)
          .containsAnyOf(GapReason.STOPPED, GapReason.DISK);
      assertThat(timeline.recorded()).hasSize(2);
      assertThat(timeline.recorded().getLast().to()).isEqualTo(source.wall());
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        footage.all();
        assertThat(footage.unreadableParts()).isZero();
      }
    }
    // Nothing on the disk is corrupt: what the full disk cut short is cut off.
    try (var town = new Town(dir, clocks, s -> s)) {
      assertThat(town.entries("footage.unreadable")).isEmpty();
      for (var path : Town.reels(dir)) {
        assertThat(ReelScan.whole(path, (frame, bytes) -> {}).closed()).isTrue();
      }
    }
  }

  @Test
  void a_disk_that_refuses_to_write_leaves_a_gap_and_nothing_corrupt() throws Exception {
    fillsUpAndComesBack(0);
  }

  @Test
  void a_disk_with_only_its_reserve_left_leaves_a_gap_and_nothing_corrupt() throws Exception {
    fillsUpAndComesBack(2 << 20);
  }
}
