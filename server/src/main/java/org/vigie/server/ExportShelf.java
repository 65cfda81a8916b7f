package org.vigie.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;

/// Where exported files wait to be fetched, each for its person alone and for 15 minutes. Whatever
/// an earlier run left behind is deleted at the start.
///
/// Safe for any thread.
final class ExportShelf implements AutoCloseable {

  static final Duration LIFE = Duration.ofMinutes(15);

  private static final Logger LOG = System.getLogger(ExportShelf.class.getName());

  private record Item(Path file, String person, Duration until) {}

  private final Path shelf;
  private final Clocks clocks;
  private final Map<String, Item> items = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform()
              .daemon()
              .inheritInheritableThreadLocals(false)
              .name("exports")
              .factory());

  ExportShelf(Path shelf, Clocks clocks) throws IOException {
    this.shelf = shelf;
    this.clocks = clocks;
    delete(shelf);
    Files.createDirectories(
        shelf, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// A fresh folder for one export, deleted with all that is in it at the end of its life.
  Path folder() throws IOException {
    var folder = Files.createDirectory(shelf.resolve(RandomIds.hex(8)));
    var unused = sweeper.schedule(() -> delete(folder), LIFE.toSeconds(), TimeUnit.SECONDS);
    return folder;
  }

  /// Offers a file to a person; the key it is fetched by.
  String put(Path file, String person) {
    var key = RandomIds.hex(16);
    items.put(key, new Item(file, person, clocks.elapsed().plus(LIFE)));
    return key;
  }

  Optional<Path> find(String key, String person) {
    items.values().removeIf(item -> item.until().compareTo(clocks.elapsed()) <= 0);
    return Optional.ofNullable(items.get(key))
        .filter(item -> item.person().equals(person) && Files.exists(item.file()))
        .map(Item::file);
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (var walk = Files.walk(path)) {
      walk.sorted(Comparator.reverseOrder())
          .forEach(
              p -> {
                try {
                  Files.deleteIfExists(p);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, path + ": an exported file could not be deleted: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    delete(shelf);
  }
}
