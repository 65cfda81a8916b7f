package org.vigie.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.base.Repeated;
import org.vigie.base.Wipe;
import org.vigie.governance.Refused;

/// Where exported files wait to be fetched, each for its person alone, for 15 minutes, and no
/// longer
/// than what allowed it still holds: a right that ends, and an opening that ends, end it too.
/// Whatever an earlier run left behind is wiped at the start ([Wipe]).
///
/// Safe for any thread.
final class ExportShelf implements AutoCloseable {

  static final Duration LIFE = Duration.ofMinutes(15);

  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Logger LOG = System.getLogger(ExportShelf.class.getName());

  private record Item(
      Path file, Path folder, String person, Duration until, BooleanSupplier allowed) {}

  private final Path shelf;
  private final Clocks clocks;
  private final Map<String, Item> items = new ConcurrentHashMap<>();
  private final Repeated sweeper;

  ExportShelf(Path shelf, Clocks clocks) throws IOException {
    this.shelf = shelf;
    this.clocks = clocks;
    wipe(shelf);
    Files.createDirectories(
        shelf, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.sweeper = Repeated.start("exports", SWEEP, this::sweep);
  }

  /// Makes files in a folder of their own.
  interface Maker<T> {
    T make(Path folder) throws IOException, Refused, InterruptedException;
  }

  /// Makes files in a fresh folder; if that fails, what was made is wiped. What is not offered by
  /// [#put] before `maker` returns is not wiped before the end of this run.
  <T> T make(Maker<T> maker) throws IOException, Refused, InterruptedException {
    var folder = Files.createDirectory(shelf.resolve(RandomIds.hex(8)));
    boolean made = false;
    try {
      var result = maker.make(folder);
      made = true;
      return result;
    } finally {
      if (!made) {
        items.values().removeIf(item -> item.folder().equals(folder));
        wipe(folder);
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

  private boolean holds(Item item) {
    return item.until().compareTo(clocks.elapsed()) > 0 && item.allowed().getAsBoolean();
  }

  /// Wipes what has come to its end.
  void sweep() {
    for (var entry : items.entrySet()) {
      if (!holds(entry.getValue())) {
        items.remove(entry.getKey());
        wipe(entry.getValue().folder());
      }
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
