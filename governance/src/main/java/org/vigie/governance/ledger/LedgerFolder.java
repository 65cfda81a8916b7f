package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vigie.base.Durable;

/// Where the parts of a ledger lie, and the lock that gives them to one process.
///
/// `public/YEAR` can be handed to any web server; `private/YEAR` holds the entries; the pin is a
/// copy of the newest checkpoint kept beside the signing key, so that a ledger folder put back from
/// an older copy is noticed.
final class LedgerFolder implements AutoCloseable {

  private static final Pattern YEAR = Pattern.compile("\\d{4}");

  /// Says that the ledger goes on elsewhere: it is never opened here again.
  private static final String MOVED = "moved";

  private final Path root;
  private final Path pin;
  private final String town;
  private final FileChannel lock;

  private LedgerFolder(Path root, Path pin, String town, FileChannel lock) {
    this.root = root;
    this.pin = pin;
    this.town = town;
    this.lock = lock;
  }

  /// @throws LedgerRefused if another process, or another part of this one, holds it, or it was
  ///     moved to another machine
  static LedgerFolder lock(Path root, Path keyFile, String town) throws IOException {
    Files.createDirectories(root);
    requireHere(root);
    Durable.privateFolder(root.resolve("private"));
    var lock =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return new LedgerFolder(root, keyFile.resolveSibling("ledger.checkpoint"), town, lock);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process itself: the same answer.
    }
    lock.close();
    throw new LedgerRefused(
        "The ledger in "
            + root
            + " is in use by another Vigie: stop that one first, or use another data folder.");
  }

  private static void requireHere(Path root) throws IOException {
    var mark = root.resolve(MOVED);
    if (Files.exists(mark)) {
      throw new LedgerRefused(
          "%s Two that go on with one ledger contradict each other, so it is not opened here. If that move was given up, and its file will never be restored, remove %s and start again."
              .formatted(Files.readString(mark).strip(), mark));
    }
  }

  /// From now on the ledger is opened here no more.
  ///
  /// @param sentence when it was moved, and by which backup
  void markMoved(String sentence) throws IOException {
    Durable.replace(root.resolve(MOVED), (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Path publicYear(int year) {
    return root.resolve("public").resolve("%04d".formatted(year));
  }

  Path privateYear(int year) {
    return root.resolve("private").resolve("%04d".formatted(year));
  }

  Path pin() {
    return pin;
  }

  /// The name of a year's log: town in lower-case letters, digits and hyphens.
  String origin(int year) {
    var plain = Normalizer.normalize(town, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    var slug = plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-");
    slug = slug.replaceAll("^-|-$", "");
    return "vigie/%s/%04d".formatted(slug.isEmpty() ? "town" : slug, year);
  }

  /// The years that have a log, in order.
  Set<Integer> years() throws IOException {
    var years = new TreeSet<Integer>();
    for (var side : Set.of("public", "private")) {
      var folder = root.resolve(side);
      if (Files.isDirectory(folder)) {
        try (var names = Files.list(folder)) {
          names
              .map(name -> name.getFileName().toString())
              .filter(name -> YEAR.matcher(name).matches())
              .forEach(name -> years.add(Integer.valueOf(name)));
        }
      }
    }
    return years;
  }

  /// How many bytes lie in a folder. A tile that is replaced meanwhile may be left out.
  static long bytes(Path folder) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
