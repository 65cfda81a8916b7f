package org.vigie.app.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;

/// The file of one camera's password. The next password is on disk beside it before a camera is
/// told, so that no power cut loses it, and takes its place in one step once it has been proven.
record SecretFile(Path file) {

  /// Where the next password is written.
  Path nextFile() {
    return file.resolveSibling(file.getFileName() + ".next");
  }

  /// A password whose change broke off, if there is one.
  Optional<String> next() throws IOException {
    if (!Files.exists(nextFile())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(nextFile()).strip());
    } catch (IOException e) {
      throw new IOException(nextFile() + ": " + e.getMessage(), e);
    }
  }

  /// Writes the next password, readable by whom the present one is; durable once this returns.
  void prepare(String password) throws IOException {
    write(nextFile(), password, Files.readAttributes(file, PosixFileAttributes.class));
  }

  /// Makes a file for a password where there was none, readable by whom another file is, but for
  /// everybody else; durable once this returns.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if something has that name; it stays as it is
  static void make(Path file, String password, Path like) throws IOException {
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    write(file, password, Files.readAttributes(like, PosixFileAttributes.class));
    var view = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    view.removeAll(
        EnumSet.of(
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE));
    Files.setPosixFilePermissions(file, view);
  }

  private static void write(Path to, String password, PosixFileAttributes like) throws IOException {
    ConfigEdit.createNew(to, like, password + "\n");
    flush(to);
    flushFolder(to);
  }

  /// The name too is on disk only when its folder is.
  private static void flushFolder(Path of) throws IOException {
    try (var channel = FileChannel.open(of.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void flush(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// The next password takes the place of the present one.
  void adopt() throws IOException {
    Files.move(
        nextFile(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(file);
  }

  /// Overwrites and removes the next password: the present one holds.
  void drop() throws IOException {
    var next = nextFile();
    if (Files.exists(next)) {
      try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap("-".repeat(16).getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      Files.delete(next);
    }
  }
}
