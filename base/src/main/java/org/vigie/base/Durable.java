package org.vigie.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// Files and folders that are still there after the power went.
public final class Durable {

  /// For what only Vigie's own account may read.
  public static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private Durable() {}

  /// Flushes the names in a folder: without it a new file may be gone although its bytes were
  /// flushed.
  public static void flushFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Makes a folder that others cannot enter, with the parents it lacks; flushes its name.
  public static void privateFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PRIVATE_FOLDER);
      flushFolder(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
    }
  }

  /// Writes a new file and flushes its bytes; its name is flushed with its folder.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is one
  public static void create(Path file, byte[] bytes, FileAttribute<?>... attributes)
      throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, attributes)) {
      writeAndFlush(channel, bytes);
    }
  }

  /// Puts a file in the place of another at once: a reader, or whoever comes back after a power
  /// cut, sees the old bytes or the new ones. One thread per file.
  public static void replace(Path file, byte[] bytes, FileAttribute<?>... attributes)
      throws IOException {
    exchange(prepare(file, bytes, attributes), file);
  }

  /// The first half of [#replace], all that needs room on the disk: the bytes lie flushed beside
  /// the
  /// file, which is as it was.
  ///
  /// @return for [#exchange], or to be deleted
  public static Path prepare(Path file, byte[] bytes, FileAttribute<?>... attributes)
      throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    create(fresh, bytes, attributes);
    return fresh;
  }

  /// The second half of [#replace].
  public static void exchange(Path fresh, Path file) throws IOException {
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  /// Writes all bytes at the channel's position and flushes them.
  public static void writeAndFlush(FileChannel channel, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
  }
}
