package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// The few ways in which this module touches files.
final class Disk {

  private Disk() {}

  /// The folder that a file lies in.
  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /// Makes a folder's entries durable.
  static void forceFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Makes a folder and those above it, down from `root`, durably.
  static void makeFolders(Path root, Path folder) throws IOException {
    if (folder.equals(root) || Files.isDirectory(folder)) {
      return;
    }
    var parent = folder.getParent();
    if (parent != null) {
      makeFolders(root, parent);
      try {
        Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        return;
      }
      forceFolder(parent);
    }
  }

  /// Fills `into` from a place in a file.
  ///
  /// @return whether the file held that much
  static boolean readFully(FileChannel file, long at, ByteBuffer into) throws IOException {
    long from = at;
    while (into.hasRemaining()) {
      int read = file.read(into, from);
      if (read < 0) {
        return false;
      }
      from += read;
    }
    return true;
  }

  static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }
}
