package org.vigie.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.base.Repeated;
import org.vigie.base.Wipe;
import org.vigie.governance.Refused;
import org.vigie.recording.CopyRoom;

/// Where exported files wait to be fetched, each for its person alone, for 15 minutes, and no
/// longer than what allowed it still holds: a right that ends, and an opening that ends, end it
/// too. Whatever an earlier run left behind is wiped at the start ([Wipe]).
///
/// They lie on the disk that is recorded to, so few are made at once and few wait: nobody fills it
/// by asking again and again, and each one's room is kept for it while it is made ([CopyRoom]).
///
/// Safe for any thread.
final class ExportShelf implements AutoCloseable {

  static final Duration LIFE = Duration.ofMinutes(15);

  /// How many are made at once, for everybody: each reads much footage, or the whole ledger.
  static final int LANES = 2;

  /// How many one person may have, those included that are still being made.
  static final int MOST_EACH = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Logger LOG = System.getLogger(ExportShelf.class.getName());

  private record Item(
      Path file, Path folder, String person, Duration until, BooleanSupplier allowed) {}

  private final Path shelf;
  private final Clocks clocks;
  private final Duration patience;
  private final Semaphore lanes = new Semaphore(LANES, true);
  private final Map<String, Item> items = new ConcurrentHashMap<>();

  /// Whose each folder is, from when it is asked for until it is wiped.
  private final Map<Path, String> folders = new HashMap<>();

  private final Repeated sweeper;

  ExportShelf(Path shelf, Clocks clocks) throws IOException {
    this(shelf, clocks, PATIENCE);
  }

  /// @param patience how long somebody waits for a lane
  ExportShelf(Path shelf, Clocks clocks, Duration patience) throws IOException {
    this.shelf = shelf;
    this.clocks = clocks;
    this.patience = patience;
    wipe(shelf);
    Files.createDirectories(
        shelf, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.sweeper = Repeated.start("exports", SWEEP, this::sweep);
  }

  /// Makes files in a folder of their own.
  interface Maker<T> {
    T make(Path folder) throws IOException, Refused, InterruptedException;
  }

  /// Makes files in a fresh folder; if that fails, what was made is wiped, and so is what is not
  /// offered by [#put] before `maker` returns.
  ///
  /// @throws Problem if the person has as many as one may have, or others are being made
  <T> T make(String person, Maker<T> maker) throws IOException, Refused, InterruptedException {
    var folder = shelf.resolve(RandomIds.hex(8));
    take(folder, person);
    boolean made = false;
    try {
      requireLane();
      try (var turn = CopyRoom.turn(Files.createDirectory(folder))) {
        var result = maker.make(folder);
        made = items.values().stream().anyMatch(item -> item.folder().equals(folder));
        return result;
      } finally {
        lanes.release();
      }
    } finally {
      if (!made) {
        discard(folder);
      }
    }
  }

  private void requireLane() throws InterruptedException {
    if (!lanes.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Problem(ProblemCode.COPIES_BUSY, "most", String.valueOf(LANES));
    }
  }

  private void take(Path folder, String person) {
    synchronized (folders) {
      requirePlace(person);
      folders.put(folder, person);
    }
  }

  /// Asked before a permit is, so that the registers tell of none that came to nothing.
  ///
  /// @throws Problem if the person has as many as one may have
  void requirePlace(String person) {
    synchronized (folders) {
      if (folders.values().stream().filter(person::equals).count() >= MOST_EACH) {
        throw new Problem(
            ProblemCode.COPIES_WAITING,
            Map.of("most", String.valueOf(MOST_EACH), "minutes", String.valueOf(LIFE.toMinutes())));
      }
    }
  }

  /// Offers a file to a person.
  ///
  /// @param folder wiped with all that is in it at the end of the file's life
  /// @param allowed whether the person may still have it; asked every few seconds
  /// @return the key it is fetched by
  String put(Path file, Path folder, String person, BooleanSupplier allowed) {
    var key = RandomIds.hex(16);
    items.put(key, new Item(file, folder, person, clocks.elapsed().plus(LIFE), allowed));
    return key;
  }

  Optional<Path> find(String key, String person) {
    return Optional.ofNullable(items.get(key))
        .filter(item -> item.person().equals(person) && holds(item) && Files.exists(item.file()))
        .map(Item::file);
  }

  /// Wipes what a person no longer wants, with all that was made with it.
  ///
  /// @return whether it was there, and theirs
  boolean giveUp(String key, String person) {
    var item = items.get(key);
    if (item == null || !item.person().equals(person)) {
      return false;
    }
    discard(item.folder());
    return true;
  }

  private boolean holds(Item item) {
    return item.until().compareTo(clocks.elapsed()) > 0 && item.allowed().getAsBoolean();
  }

  /// Wipes what has come to its end.
  void sweep() {
    for (var item : items.values()) {
      if (!holds(item)) {
        discard(item.folder());
      }
    }
  }

  /// The place is its person's again once the disk is.
  private void discard(Path folder) {
    items.values().removeIf(item -> item.folder().equals(folder));
    wipe(folder);
    synchronized (folders) {
      folders.remove(folder);
    }
  }

  /// Overwrites and deletes a file, or a folder with all that is in it.
  static void wipe(Path path) {
    try {
      Wipe.all(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, path + ": an exported file could not be wiped: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    sweeper.close();
    wipe(shelf);
  }
}
