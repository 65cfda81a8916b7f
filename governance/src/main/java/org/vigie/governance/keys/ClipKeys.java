package org.vigie.governance.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys of kept clips, one file for each alert, readable by Vigie's account only. Another class
/// of key than [ReelKeys]: what it opens is masked, custodians hold no shares of it, and nothing of
/// a reel's key is in it.
///
/// Safe for any thread, for different alerts; one alert belongs to one thread at a time.
public final class ClipKeys {

  private static final Pattern ALERT = Pattern.compile("[1-9][0-9]{0,17}");

  private final KeyFiles files;

  private ClipKeys(KeyFiles files) {
    this.files = files;
  }

  /// Opens the store, making its folder (mode 0700) where there is none.
  public static ClipKeys open(Path folder) throws IOException {
    return new ClipKeys(KeyFiles.open(folder));
  }

  /// Makes the key of an alert's clip: 32 random bytes, flushed to disk, the folder's entry
  /// included, before it returns.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if it has one: keys are never reused
  public byte[] create(long alert) throws IOException {
    return files.create(name(alert));
  }

  /// The key of an alert's clip; nothing once it is destroyed, or if a crash cut its making short.
  public Optional<byte[]> find(long alert) throws IOException {
    return files.find(name(alert));
  }

  /// Overwrites the key, flushes, removes its file and flushes the folder. Does nothing if there is
  /// no such key. What flash or a copying file system keeps below that is not disproved.
  public void destroy(long alert) throws IOException {
    files.destroy(name(alert));
  }

  /// The alerts whose clip has a key, those that a crash cut short included.
  public Set<Long> alerts() throws IOException {
    return files.names().stream()
        .filter(name -> ALERT.matcher(name).matches())
        .map(Long::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String name(long alert) {
    if (alert <= 0) {
      throw new IllegalArgumentException("not the number of an alert: " + alert);
    }
    return Long.toString(alert);
  }
}
