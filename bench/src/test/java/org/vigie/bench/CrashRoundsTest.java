package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.vigie.base.Clocks;

@Execution(ExecutionMode.CONCURRENT)
class CrashRoundsTest {

  @TempDir private Path dir;

  @BeforeEach
  void needs_the_programs() {
    assumeTrue(TestCameras.programsAreBuilt(), "the programs are not packaged: run ./vigie once");
  }

  @Test
  void killed_vigie_loses_little_and_says_so_truly() throws Exception {
    try (var cameras = new TestCameras(2)) {
      var data = cameras.town(dir.resolve("town"));

      var result = rounds(data, cameras, Optional.empty()).run(2);

      assertThat(result.lostTailMicros()).isBetween(1L, 3_000_000L);
      assertAllElseHolds(result);
    }
  }

  @Test
  void without_power_it_loses_no_more_than_was_not_flushed() throws Exception {
    try (var disk = disk();
        var cameras = new TestCameras(2)) {
      var data = cameras.town(disk.folder().resolve("town"));
      disk.sync();

      var result = rounds(data, cameras, Optional.of(disk)).run(2);

      assertThat(result.lostTailMicros()).isBetween(1L, 4_000_000L);
      assertAllElseHolds(result);
    }
  }

  private CrashRounds rounds(Path data, TestCameras cameras, Optional<LoopDisk> disk) {
    return new CrashRounds(data, dir.resolve("serve.log"), cameras.taps, disk, 2, Clocks.system());
  }

  /// The bench holds the tails to 1.5 and 2.5 s; here other tests share the machine.
  private static void assertAllElseHolds(CrashRounds.Result result) {
    assertThat(result.unreadableParts()).isZero();
    assertThat(result.indexMismatches()).isZero();
    assertThat(result.ledgerOk()).isTrue();
  }

  private LoopDisk disk() throws InterruptedException {
    try {
      return LoopDisk.create(dir, "disk", 1L << 30);
    } catch (IOException e) {
      return abort("no loop device here: " + e.getMessage());
    }
  }
}
