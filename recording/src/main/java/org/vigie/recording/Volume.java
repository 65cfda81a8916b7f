package org.vigie.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.model.CameraId;

/// One folder of footage: what it is, where its files lie, its journal, and that only one program
/// writes to it.
///
/// A reel lies in `CAMERA/YYYY-MM-DD/HH-REEL.reel`, UTC, with its block masks beside it in
/// `.masks`; `.envelope` is kept free for the custodians' shares of its key.
final class Volume implements AutoCloseable {

  private static final String REEL = ".reel";
  private static final Pattern REEL_FILE = Pattern.compile("\\d\\d-([0-9a-f]{32})\\.reel");
  private static final Pattern SET_ASIDE = Pattern.compile(".*\\.unreadable");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH").withZone(ZoneOffset.UTC);

  private final VolumeSettings settings;
  private final Path folder;
  private final String id;
  private final FileStore store;
  private final FileChannel lock;
  private final Journal journal;

  private Volume(
      VolumeSettings settings, String id, FileStore store, FileChannel lock, Journal journal) {
    this.settings = settings;
    this.folder = settings.folder();
    this.id = id;
    this.store = store;
    this.lock = lock;
    this.journal = journal;
  }

  /// Takes hold of a volume, making it where there never was one.
  ///
  /// @param known its id, if it was used before: it is then never made again
  /// @param index of the recorder; its disk is not the volume's where the settings say so
  /// @throws VolumeWrong if something else, or nothing, lies in its folder
  /// @throws VolumeInUse if another recorder has it
  static Volume open(VolumeSettings settings, String town, Optional<String> known, Path index)
      throws IOException {
    var folder = settings.folder();
    var identity = VolumeIdentity.find(folder);
    if (identity.isPresent()) {
      requireSame(settings, town, known, identity.get());
    } else if (known.isPresent()) {
      throw new VolumeWrong(
          ("%s should hold volume '%s' (%s) and holds no volume: is its disk mounted? If that disk"
                  + " is gone for good, give the new one another name in the configuration.")
              .formatted(folder, settings.name(), known.get()));
    } else {
      requireOwnDisk(settings, index);
      Files.createDirectories(folder);
    }
    var lock = lock(folder);
    try {
      var whole =
          identity
              .map(found -> new VolumeIdentity(found.id(), town, settings.name()))
              .orElseGet(() -> VolumeIdentity.fresh(town, settings.name()));
      if (identity.isEmpty() || !identity.get().isWhole()) {
        whole.write(folder);
      }
      var store = Files.getFileStore(folder);
      return new Volume(settings, whole.id(), store, lock, Journal.open(journal(folder)));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static void requireSame(
      VolumeSettings settings, String town, Optional<String> known, VolumeIdentity found)
      throws VolumeWrong {
    boolean wrong =
        known.isPresent()
            ? !known.get().equals(found.id())
            : found.isWhole()
                && !(found.town().equals(town) && found.name().equals(settings.name()));
    if (wrong) {
      throw new VolumeWrong(
          ("%s should hold volume '%s'%s of %s and holds volume '%s' (%s) of %s: mount the right"
                  + " disk, or name this one in the configuration")
              .formatted(
                  settings.folder(),
                  settings.name(),
                  known.map(id -> " (" + id + ")").orElse(""),
                  town,
                  found.name(),
                  found.id(),
                  found.town()));
    }
  }

  static void requireOwnDisk(VolumeSettings settings, Path index) throws IOException {
    if (!settings.ownDisk()) {
      return;
    }
    var there = settings.folder().toAbsolutePath();
    while (!Files.exists(there)) {
      there = Disk.folderOf(there);
    }
    if (Files.getFileStore(there).equals(Files.getFileStore(Disk.folderOf(index)))) {
      throw new VolumeWrong(
          ("%s lies on the same disk as %s, and volume '%s' has a disk of its own: mount it, or"
                  + " leave 'own_disk' out of the configuration")
              .formatted(settings.folder(), Disk.folderOf(index), settings.name()));
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    var lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isFree(lock)) {
        throw new VolumeInUse(folder);
      }
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean isFree(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// Whether the folder still holds this volume: a disk that was unmounted leaves another folder in
  /// its place, on the disk below.
  ///
  /// @throws VolumeWrong if not
  void requireThere() throws IOException {
    var found = VolumeIdentity.find(folder);
    if (found.isEmpty()) {
      throw new VolumeWrong(
          "%s no longer holds volume '%s': its disk was unmounted or has gone"
              .formatted(folder, settings.name()));
    }
    requireSame(settings, found.get().town(), Optional.of(id), found.get());
  }

  Path folder() {
    return folder;
  }

  /// Random; written into every reel, so that copies and strays are told apart.
  String id() {
    return id;
  }

  VolumeSettings settings() {
    return settings;
  }

  String name() {
    return settings.name();
  }

  Journal journal() {
    return journal;
  }

  static Path journal(Path folder) {
    return folder.resolve("journal");
  }

  Path reel(CameraId camera, Instant start, String reel) {
    return folder
        .resolve(camera.value())
        .resolve(DAY.format(start))
        .resolve(HOUR.format(start) + "-" + reel + REEL);
  }

  static Path masks(Path reel) {
    return sibling(reel, ".masks");
  }

  static Path envelope(Path reel) {
    return sibling(reel, ".envelope");
  }

  /// The reel's id, from its file name.
  static String reelOf(Path file) {
    var match = REEL_FILE.matcher(name(file));
    if (!match.matches()) {
      throw new IllegalArgumentException("not a reel's file: " + file);
    }
    return match.group(1);
  }

  /// All files that are named like reels.
  static List<Path> reels(Path folder) throws IOException {
    return files(folder, REEL_FILE);
  }

  /// Files that should have been reels and could not be read.
  static List<Path> setAside(Path folder) throws IOException {
    return files(folder, SET_ASIDE);
  }

  private static List<Path> files(Path folder, Pattern pattern) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (pattern.matcher(name(file)).matches()) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Deleted while we looked: retention runs beside audits.
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  /// How much can still be written to the disk that is mounted there now. One system call: to find
  /// the file store anew reads the table of all mounts, which was a twentieth of what recording
  /// cost.
  long freeBytes() throws IOException {
    return store.getUsableSpace();
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      journal.close();
    }
  }

  private static Path sibling(Path reel, String suffix) {
    var name = name(reel);
    return reel.resolveSibling(name.substring(0, name.length() - REEL.length()) + suffix);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
