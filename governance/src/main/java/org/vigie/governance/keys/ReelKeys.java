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
import java.util.regex.Pattern;
import org.vigie.base.Durable;

/// The keys of the reels, one file each, readable by Vigie's account only. This is the store of a
/// town without custodians: keys lie on disk as long as their footage.
///
/// Safe for any thread, for different reels; one reel belongs to one thread at a time.
public final class ReelKeys {

  private static final int KEY_BYTES = 32;
  private static final Pattern REEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  private ReelKeys(Path folder) {
    this.folder = folder;
  }

  /// Opens the store, making its folder (mode 0700) where there is none.
  public static ReelKeys open(Path folder) throws IOException {
    Durable.privateFolder(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    return new ReelKeys(folder);
  }

  /// Makes the key of a new reel: 32 random bytes, flushed to disk, the folder's entry included,
  /// before it returns.
  ///
  /// @param reel letters, digits, dots, hyphens and underscores, at most 120; not begun with a dot
  /// @throws java.nio.file.FileAlreadyExistsException if the reel has a key: keys are never reused
  public byte[] create(String reel) throws IOException {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    Durable.create(file(reel), key, Durable.PRIVATE_FILE);
    Durable.flushFolder(folder);
    return key;
  }

  /// The key of a reel; nothing once it is destroyed, or if a crash cut its making short: then no
  /// part was ever sealed with it.
  public Optional<byte[]> find(String reel) throws IOException {
    try {
      var key = Files.readAllBytes(file(reel));
      return key.length == KEY_BYTES ? Optional.of(key) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Overwrites the key, flushes, removes its file and flushes the folder. Does nothing if there is
  /// no such key. What flash or a copying file system keeps below that is not disproved.
  public void destroy(String reel) throws IOException {
    var path = file(reel);
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

  private Path file(String reel) {
    if (!REEL.matcher(reel).matches()) {
      throw new IllegalArgumentException("not the name of a reel: " + reel);
    }
    return folder.resolve(reel + ".key");
  }
}
