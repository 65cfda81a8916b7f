package org.vigie.verify.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.vigie.verify.Fault;
import org.vigie.verify.Hashes;
import org.vigie.verify.Head;
import org.vigie.verify.Note;

/// What a witness remembers, in its own folder: for each log the checkpoint that it accepted last,
/// the one that it cosigned last, and everything that it refused. One process has it open.
///
/// Calls are one thread's, or made under one lock.
final class Store implements AutoCloseable {

  private static final String SEEN = "seen";
  private static final String COSIGNED = "cosigned";
  private static final String DELIVERY = "delivery";

  /// One log that repeats itself fills no disk.
  private static final int MOST_REFUSED = 1000;

  private final Path folder;
  private final FileChannel lock;

  private Store(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// @throws Refusal if another process has it open
  static Store open(Path folder) throws IOException, Refusal {
    Files.createDirectories(folder);
    var lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return new Store(folder, lock);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process itself: the same answer.
    }
    lock.close();
    throw new Refusal(folder + " is in use by another `vigie witness`: end that one first.");
  }

  /// The checkpoint accepted last: nothing but what continues it is ever signed.
  Optional<Head> seen(TownKey key, String origin) throws IOException, Refusal {
    var file = log(origin).resolve(SEEN);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(key.head(Note.read(Files.readString(file), "It"), "It"));
    } catch (Fault e) {
      throw new Refusal(
          file
              + " cannot be relied upon: "
              + e.getMessage()
              + " Is --verifier that of the town that this witness has always watched?");
    }
  }

  /// The newest year of these logs that a checkpoint was accepted of.
  Optional<String> newest(TownKey key) throws IOException {
    return logs(folder).stream()
        .filter(key::signs)
        .max((a, b) -> Integer.compare(TownKey.year(a).orElse(0), TownKey.year(b).orElse(0)));
  }

  /// Makes a checkpoint durable as the one accepted last. Comes before signing it.
  void accept(String origin, String note) throws IOException {
    DurableFile.replace(log(origin).resolve(SEEN), note);
  }

  /// Keeps what was signed.
  void cosigned(String origin, String note) throws IOException {
    DurableFile.replace(log(origin).resolve(COSIGNED), note);
  }

  /// Remembers what became of the delivery.
  void delivery(String origin, Instant at, String what) throws IOException {
    DurableFile.replace(
        log(origin).resolve(DELIVERY), at.truncatedTo(ChronoUnit.SECONDS) + " " + what + "\n");
  }

  /// Keeps a refused checkpoint and the reason; the same one once.
  ///
  /// @param note as it came, beside the one accepted last: with both signatures anyone can judge
  void refuse(String note, Optional<String> known, String why, Instant at) throws IOException {
    var hash = Hashes.sha256((why + "\0" + note).getBytes(StandardCharsets.UTF_8));
    var refused = folder.resolve("refused");
    Files.createDirectories(refused);
    var name = HexFormat.of().formatHex(Arrays.copyOf(hash, 8));
    var there = names(refused);
    if (there.size() < MOST_REFUSED && there.stream().noneMatch(other -> other.endsWith(name))) {
      var stamp = at.toString().replaceAll("[:.]", "-");
      DurableFile.replace(
          refused.resolve(stamp + "-" + name),
          "%s\n%s\n\n=== refused ===\n%s\n=== accepted before ===\n%s"
              .formatted(
                  at.truncatedTo(ChronoUnit.SECONDS),
                  why.replace('\n', ' '),
                  note,
                  known.orElse("nothing\n")));
    }
  }

  /// The note accepted last, as it was stored.
  Optional<String> seenNote(String origin) throws IOException {
    var file = log(origin).resolve(SEEN);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /// Where the leaves of a log are kept.
  Path leaves(String origin) {
    return log(origin).resolve("leaves");
  }

  private Path log(String origin) {
    return folder.resolve("logs").resolve(origin);
  }

  /// The logs that a witness' folder knows.
  static List<String> logs(Path folder) throws IOException {
    var logs = folder.resolve("logs");
    if (!Files.isDirectory(logs)) {
      return List.of();
    }
    try (var files = Files.walk(logs, 12)) {
      return files
          .filter(file -> file.endsWith(SEEN) && Files.isRegularFile(file))
          .map(file -> logs.relativize(file.resolveSibling("")).toString())
          .sorted()
          .toList();
    }
  }

  /// What was cosigned last of a log, and what became of it.
  record Standing(Optional<String> cosigned, Optional<String> delivery) {}

  static Standing standing(Path folder, String origin) throws IOException {
    var log = folder.resolve("logs").resolve(origin);
    return new Standing(text(log.resolve(COSIGNED)), text(log.resolve(DELIVERY)));
  }

  /// Refused checkpoints, newest first: when and why, in two lines each.
  static List<Path> refused(Path folder) throws IOException {
    var refused = folder.resolve("refused");
    return names(refused).reversed().stream().map(refused::resolve).toList();
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Optional<String> text(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
