package org.vigie.governance.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.base.Durable;

/// Keys in a folder, one file each, readable by Vigie's account only. Whoever uses it says what may
/// be a name.
///
/// Safe for any thread, for different names; one name belongs to one thread at a time.
final class KeyFiles {

  private static final int KEY_BYTES = 32;
  private static final String SUFFIX = ".key";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  private KeyFiles(Path folder) {
    this.folder = folder;
  }

  /// Makes the folder (mode 0700) where there is none.
  static KeyFiles open(Path folder) throws IOException {
    Durable.privateFolder(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    return new KeyFiles(folder);
  }

  /// 32 random bytes, flushed to disk, the folder's entry included, before it returns.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is such a key: none is ever reused
  byte[] create(String name) throws IOException {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    Durable.create(file(name), key, Durable.PRIVATE_FILE);
    Durable.flushFolder(folder);
    return key;
  }

  /// Nothing once it is destroyed, or if a crash cut its making short.
  Optional<byte[]> find(String name) throws IOException {
    try {
      var key = Files.readAllBytes(file(name));
      return key.length == KEY_BYTES ? Optional.of(key) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Whether there is such a file; a crash may have cut its making short.
  boolean has(String name) {
    return Files.exists(file(name));
  }

  /// Overwrites the key, flushes, removes its file and flushes the folder. Does nothing if there is
  /// no such key. What flash or a copying file system keeps below that is not disproved.
  void destroy(String name) throws IOException {
    var path = file(name);
    try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var noise = new byte[KEY_BYTES];
      RANDOM.nextBytes(noise);
      Durable.writeAndFlush(file, noise);
    } catch (NoSuchFileException e) {
      return;
    }
    Files.deleteIfExists(path);
    Durable.flushFolder(folder);
  }

  /// The names of all keys, those that a crash cut short included.
  Set<String> names() throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        var name = String.valueOf(file.getFileName());
        names.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    return names;
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
