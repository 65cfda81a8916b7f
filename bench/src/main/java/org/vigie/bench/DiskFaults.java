package org.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Faults of the disk under the volume `first`. Its cameras get an explained gap; those of the
/// other volume notice nothing.
final class DiskFaults {

  private static final List<Integer> ON_FIRST = List.of(1, 2);
  private static final Duration BEFORE = Duration.ofSeconds(4);

  private DiskFaults() {}

  /// Somebody fills the disk.
  static FaultStory full(FaultTown town, LoopDisk disk) throws IOException, InterruptedException {
    int before = begin(town);
    var filler = disk.folder().resolve("filler");
    long free = Files.getFileStore(disk.folder()).getUsableSpace();
    LoopDisk.run("fallocate", "-l", Long.toString(free - (3 << 20)), filler.toString());
    boolean alarmed = town.awaitAlarm(List.of("VOLUME_SPACE", "DISK_FAILED"), before);
    FaultTown.pause(BEFORE);
    Files.delete(filler);
    return end(town, List.of("DISK"), List.of("VOLUME_SPACE", "DISK_FAILED"), alarmed);
  }

  /// Every write and flush fails, until the disk is mounted again.
  static FaultStory failing(FaultTown town, LoopDisk disk)
      throws IOException, InterruptedException {
    int before = begin(town);
    disk.cutPower();
    boolean alarmed = town.awaitAlarm(List.of("DISK_FAILED", "VOLUME_WRONG"), before);
    boolean let = FaultTown.await(() -> unmounted(disk));
    if (let) {
      disk.mount();
    }
    return end(town, List.of("DISK"), List.of("DISK_FAILED", "VOLUME_WRONG"), alarmed && let);
  }

  /// The disk takes nothing for a while, and does not fail either.
  static FaultStory slow(FaultTown town, LoopDisk disk) throws IOException, InterruptedException {
    int before = begin(town);
    disk.freeze(true);
    boolean alarmed;
    try {
      alarmed = town.awaitAlarm(List.of("OVERLOAD"), before);
    } finally {
      disk.freeze(false);
    }
    return end(town, List.of("OVERLOAD", "DISK"), List.of("OVERLOAD"), alarmed);
  }

  /// Another town's disk is mounted where this one's should be.
  static FaultStory wrong(FaultTown town, LoopDisk disk, LoopDisk other)
      throws IOException, InterruptedException {
    int before = begin(town);
    other.unmount();
    disk.unmountLazily();
    other.mountAt(disk.folder());
    boolean alarmed = town.awaitAlarm(List.of("VOLUME_WRONG"), before);
    FaultTown.pause(BEFORE);
    boolean untouched = noReelIn(disk.folder());
    LoopDisk.run("umount", disk.folder().toString());
    disk.mount();
    return end(town, List.of("DISK"), List.of("VOLUME_WRONG"), alarmed && untouched);
  }

  private static int begin(FaultTown town) throws IOException, InterruptedException {
    town.start();
    FaultTown.pause(BEFORE);
    return town.alarms().size();
  }

  private static FaultStory end(
      FaultTown town, List<String> gaps, List<String> alarms, boolean alarmed)
      throws IOException, InterruptedException {
    long lifted = town.now();
    long back = 0;
    // Written a while after: not what was still on its way.
    if (FaultTown.await(() -> town.growsSince(1, lifted) && town.growsSince(2, lifted))) {
      back = town.now();
      FaultTown.pause(BEFORE);
    }
    boolean ended = town.awaitEnd(alarms);
    town.stop();
    return new FaultStory(gaps, alarms, ON_FIRST, alarmed, ended, lifted, back, true);
  }

  private static boolean unmounted(LoopDisk disk) {
    try {
      disk.unmount();
      return true;
    } catch (IOException e) {
      return false; // Vigie still holds files there: it lets go of them.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean noReelIn(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.noneMatch(file -> file.toString().endsWith(".reel"));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
