package org.vigie.governance.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The keys of the reels, one file each, readable by Vigie's account only. This is the store of a
/// town without custodians: keys lie on disk as long as their footage.
///
/// Safe for any thread, for different reels; one reel belongs to one thread at a time.
public final class ReelKeys {

  private static final Pattern REEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

  private final KeyFiles files;

  private ReelKeys(KeyFiles files) {
    this.files = files;
  }

  /// Opens the store, making its folder (mode 0700) where there is none.
  public static ReelKeys open(Path folder) throws IOException {
    return new ReelKeys(KeyFiles.open(folder));
  }

  /// Makes the key of a new reel: 32 random bytes, flushed to disk, the folder's entry included,
  /// before it returns.
  ///
  /// @param reel letters, digits, dots, hyphens and underscores, at most 120; not begun with a dot
  /// @throws java.nio.file.FileAlreadyExistsException if the reel has a key: keys are never reused
  public byte[] create(String reel) throws IOException {
    return files.create(checked(reel));
  }

  /// The key of a reel; nothing once it is destroyed, or if a crash cut its making short: then no
  /// part was ever sealed with it.
  public Optional<byte[]> find(String reel) throws IOException {
    return files.find(checked(reel));
  }

  /// Overwrites the key, flushes, removes its file and flushes the folder. Does nothing if there is
  /// no such key. What flash or a copying file system keeps below that is not disproved.
  public void destroy(String reel) throws IOException {
    files.destroy(checked(reel));
  }

  private static String checked(String reel) {
    if (!REEL.matcher(reel).matches()) {
      throw new IllegalArgumentException("not the name of a reel: " + reel);
    }
    return reel;
  }
}
