package org.vigie.recording;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.vigie.base.RandomIds;
import org.vigie.model.CameraId;

/// One folder of footage: its name for itself, where its files lie, and that only one program
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

  private final Path folder;
  private final String id;
  private final FileChannel lock;

  private Volume(Path folder, String id, FileChannel lock) {
    this.folder = folder.toAbsolutePath();
    this.id = id;
    this.lock = lock;
  }

  /// Takes hold of a volume, making it where there is none.
  static Volume open(Path folder) throws IOException {
    Files.createDirectories(folder);
    var lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isFree(lock)) {
        throw new IOException(
            folder + " is in use by another Vigie; stop that one first, or take another folder");
      }
      return new Volume(folder, identify(folder), lock);
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

  private static String identify(Path folder) throws IOException {
    var file = folder.resolve("volume");
    if (Files.exists(file)) {
      var id = Files.readString(file).strip();
      if (!id.matches("[0-9a-f]{32}")) {
        throw new IOException(file + " should hold the volume's id, 32 hexadecimal digits");
      }
      return id;
    }
    var id = RandomIds.hex(16);
    var fresh = folder.resolve("volume.new");
    try (var out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Disk.writeFully(out, StandardCharsets.US_ASCII.encode(id + "\n"));
      out.force(true);
    }
    Files.move(fresh, file);
    Disk.forceFolder(folder);
    return id;
  }

  Path folder() {
    return folder;
  }

  /// Random; written into every reel, so that a wrong disk under the right name is noticed.
  String id() {
    return id;
  }

  Path journal() {
    return journal(folder);
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

  /// How much can still be written.
  long freeBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static Path sibling(Path reel, String suffix) {
    var name = name(reel);
    return reel.resolveSibling(name.substring(0, name.length() - REEL.length()) + suffix);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
