package org.vigie.governance.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys of the masked copies made for people who asked for access, one file for each copy,
/// readable by Vigie's account only. Another class of key than [ReelKeys]: nothing of a reel's key
/// is in it.
///
/// Safe for any thread, for different copies; one copy belongs to one thread at a time.
public final class AccessKeys {

  private static final Pattern COPY = Pattern.compile("[0-9]{4}-[0-9]{4}-[0-9]{1,6}");

  private final KeyFiles files;

  private AccessKeys(KeyFiles files) {
    this.files = files;
  }

  /// Opens the store, making its folder (mode 0700) where there is none.
  public static AccessKeys open(Path folder) throws IOException {
    return new AccessKeys(KeyFiles.open(folder));
  }

  /// Makes the key of a copy: 32 random bytes, flushed to disk before it returns.
  ///
  /// @param copy the case's number and the copy's, `2026-0007-3`
  public byte[] create(String copy) throws IOException {
    return files.create(checked(copy));
  }

  /// The key of a copy; nothing once it is destroyed, or if a crash cut its making short.
  public Optional<byte[]> find(String copy) throws IOException {
    return files.find(checked(copy));
  }

  /// Overwrites the key, flushes, removes its file and flushes the folder; does nothing if there is
  /// no such key.
  public void destroy(String copy) throws IOException {
    files.destroy(checked(copy));
  }

  /// The copies that have a key.
  public Set<String> copies() throws IOException {
    return files.names().stream()
        .filter(name -> COPY.matcher(name).matches())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String checked(String copy) {
    if (!COPY.matcher(copy).matches()) {
      throw new IllegalArgumentException("not the name of a copy: " + copy);
    }
    return copy;
  }
}
