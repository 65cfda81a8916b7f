package org.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.vigie.verify.footage.FootageAudit;

/// Faults of a camera, of the clock, and of files that are not footage.
final class OtherFaults {

  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private OtherFaults() {}

  /// Camera m1 breaks off again and again, then refuses for longer.
  static FaultStory flapping(FaultTown town) throws IOException, InterruptedException {
    town.start();
    int before = town.alarms().size();
    var camera = town.taps.getFirst();
    for (int i = 0; i < 4; i++) {
      FaultTown.pause(Duration.ofSeconds(2));
      camera.hangUp();
    }
    camera.refuse(true);
    boolean alarmed = town.awaitAlarm(List.of("NOT_RECORDING"), before);
    camera.refuse(false);
    long lifted = town.now();
    boolean back = FaultTown.await(() -> town.growsSince(1, lifted + 1_000_000));
    long backAt = back ? town.now() : 0;
    FaultTown.pause(A_WHILE);
    boolean ended = town.awaitEnd(List.of("NOT_RECORDING"));
    town.stop();
    return new FaultStory(
        List.of("CAMERA_LOST", "CAMERA_REFUSED"),
        List.of("NOT_RECORDING"),
        List.of(1),
        alarmed,
        ended,
        lifted,
        backAt,
        true);
  }

  /// The wall clock steps.
  static FaultStory step(FaultTown town, Duration by) throws IOException, InterruptedException {
    town.startStepping();
    int before = town.alarms().size();
    FaultTown.pause(A_WHILE);
    Files.writeString(town.clock, by.toMillis() + "\n");
    long at = town.now();
    boolean alarmed = town.awaitAlarm(List.of("CLOCK"), before);
    boolean again = FaultTown.await(() -> allBegunAgain(town, at));
    long back = again ? town.now() : 0;
    FaultTown.pause(A_WHILE);
    town.stop();
    // Put back, the orderly stop is dated before the first pictures: until they begin, the time
    // that was to pass again is without footage, because Vigie was stopped, not because of a crash.
    var gaps = List.of(by.isNegative() ? "RESTART" : "CLOCK");
    boolean orderly =
        gapDetails(town).noneMatch(told -> told.isEmpty() || told.contains("without warning"));
    // The alarm stands until a person confirms the clock.
    return new FaultStory(gaps, List.of("CLOCK"), List.of(), alarmed, true, at, back, orderly);
  }

  /// What the disk says of each gap; nothing where only a crash can have left it.
  private static Stream<String> gapDetails(FaultTown town) throws IOException {
    var audit = FootageAudit.run(town.where(), FootageAudit.UNTIL_LAST_FOOTAGE, r -> {});
    return audit.cameras().stream()
        .flatMap(camera -> camera.coverage().gaps().stream())
        .map(gap -> gap.detail());
  }

  /// Each camera has begun a reel since: a run ends with the step.
  private static boolean allBegunAgain(FaultTown town, long since) {
    for (int n = 1; n <= FaultTown.CAMERAS; n++) {
      if (reels(town, n).size() < 2 || !town.growsSince(n, since + 2_000_000)) {
        return false;
      }
    }
    return true;
  }

  /// The key of a closed reel was half written back by whoever restored a backup.
  static FaultStory tornKey(FaultTown town) throws IOException, InterruptedException {
    town.start();
    FaultTown.pause(A_WHILE);
    town.stop();
    var reel = reels(town, 1).getFirst();
    var key = town.data.resolve("keys/reels").resolve(idOf(reel) + ".key");
    var whole = Files.readAllBytes(key);
    Files.write(key, java.util.Arrays.copyOf(whole, 7));
    int before = town.alarms().size();
    town.start();
    boolean alarmed = town.awaitAlarm(List.of("UNREADABLE"), before);
    var audit = FootageAudit.run(town.where(), FootageAudit.UNTIL_LAST_FOOTAGE, r -> {});
    boolean found = audit.cameras().getFirst().keylessReels() == 1;
    Files.write(key, whole);
    long lifted = town.now();
    boolean back = FaultTown.await(() -> town.growsSince(1, lifted + 500_000));
    long backAt = back ? town.now() : 0;
    boolean ended = town.awaitEnd(List.of("UNREADABLE"));
    town.stop();
    return FaultStory.ofRestart(List.of("UNREADABLE"), alarmed, ended, lifted, backAt, found);
  }

  /// Somebody deletes the index.
  static FaultStory indexDeleted(FaultTown town) throws IOException, InterruptedException {
    town.start();
    FaultTown.pause(A_WHILE);
    town.stop();
    for (var file : index(town)) {
      Files.deleteIfExists(file);
    }
    return restarted(town);
  }

  /// Somebody puts an older copy of the index back.
  static FaultStory indexRolledBack(FaultTown town) throws IOException, InterruptedException {
    town.start();
    FaultTown.pause(A_WHILE);
    town.stop();
    var saved = Files.createDirectories(town.data.resolveSibling("saved"));
    for (var file : index(town)) {
      if (Files.exists(file)) {
        Files.copy(file, saved.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    town.start();
    FaultTown.pause(A_WHILE);
    town.stop();
    for (var file : index(town)) {
      Files.deleteIfExists(file);
      if (Files.exists(saved.resolve(file.getFileName()))) {
        Files.copy(saved.resolve(file.getFileName()), file);
      }
    }
    return restarted(town);
  }

  private static FaultStory restarted(FaultTown town) throws IOException, InterruptedException {
    int before = town.alarms().size();
    long from = town.now();
    town.start();
    long back = town.now();
    boolean alarmed = town.awaitAlarm(List.of("DATABASE"), before);
    boolean ended = town.awaitEnd(List.of("DATABASE"));
    town.stop();
    return FaultStory.ofRestart(List.of("DATABASE"), alarmed, ended, from, back, true);
  }

  private static List<Path> index(FaultTown town) {
    return List.of(
        town.data.resolve("index.db"),
        town.data.resolve("index.db-wal"),
        town.data.resolve("index.db-shm"));
  }

  private static List<Path> reels(FaultTown town, int camera) {
    var folder = (camera <= 2 ? town.first : town.second).resolve("m" + camera);
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".reel")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String idOf(Path reel) {
    return String.valueOf(reel.getFileName()).replaceAll("^\\d\\d-|\\.reel$", "");
  }
}
