package org.vigie.governance.keys;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;

/// The keys of reels inside their review window: in memory, and in files of a memory file system,
/// which a restart of Vigie survives and a power cut ends. A window ends by elapsed time, so that a
/// wall clock that is set back reopens nothing; and by the wall clock where that says so earlier.
///
/// Safe for any thread.
final class WindowKeys {

  private static final Logger LOG = System.getLogger(WindowKeys.class.getName());
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// REEL, until when by the wall clock and by elapsed time, both in milliseconds.
  private static final Pattern NAME = Pattern.compile("(.+)@(\\d{1,15})@(\\d{1,15})");

  private static final String ORIGIN = "origin";

  private final Optional<Path> folder;
  private final Clocks clocks;
  private @Nullable KeyFiles files;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  /// Files, by reel, of keys that are destroyed in memory.
  private final Map<String, String> left = new ConcurrentHashMap<>();

  private record Held(String reel, byte[] key, Instant until, Duration deadline) {

    String file() {
      return "%s@%d@%d".formatted(reel, until.toEpochMilli(), deadline.toMillis());
    }

    boolean isOver(Clocks clocks) {
      return clocks.elapsed().compareTo(deadline) >= 0 || !clocks.wall().isBefore(until);
    }
  }

  private WindowKeys(Optional<Path> folder, Clocks clocks) {
    this.folder = folder;
    this.clocks = clocks;
  }

  /// @param folder on a memory file system; made with the first key; empty keeps keys in memory
  /// alone
  static WindowKeys open(Optional<Path> folder, Clocks clocks) throws IOException {
    var keys = new WindowKeys(folder, clocks);
    if (folder.isPresent() && Files.exists(folder.get())) {
      keys.takeUp(folder.get());
    }
    return keys;
  }

  /// The files; empty where keys are in memory alone.
  private synchronized Optional<KeyFiles> files() throws IOException {
    if (files == null && folder.isPresent()) {
      var fresh = KeyFiles.open(folder.get());
      if (!MemoryFolder.isOurs(folder.get())) {
        throw new IOException(folder.get() + " belongs to another account: no key is put there");
      }
      var origin = clocks.elapsedOrigin().orElse("");
      Durable.replace(
          folder.get().resolve(ORIGIN),
          origin.getBytes(StandardCharsets.UTF_8),
          Durable.PRIVATE_FILE);
      files = fresh;
    }
    return Optional.ofNullable(files);
  }

  /// Takes up the keys of the process before this one. Elapsed times of another start of the
  /// machine
  /// mean nothing here, so then nothing is taken up.
  private void takeUp(Path folder) throws IOException {
    var before = originOf(folder);
    var store = files().orElseThrow();
    var origin = clocks.elapsedOrigin().orElse("");
    boolean same = !origin.isEmpty() && origin.equals(before);
    for (var name : store.names()) {
      var parts = NAME.matcher(name);
      var key = same && parts.matches() ? store.find(name) : Optional.<byte[]>empty();
      if (key.isEmpty()) {
        store.destroy(name);
        continue;
      }
      var found =
          new Held(
              parts.group(1),
              key.get(),
              Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
              Duration.ofMillis(Long.parseLong(parts.group(3))));
      held.put(found.reel(), found);
    }
    expire();
  }

  private static String originOf(Path folder) throws IOException {
    try {
      return Files.readString(folder.resolve(ORIGIN));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  boolean surviveRestart() {
    return folder.isPresent() && clocks.elapsedOrigin().isPresent();
  }

  /// @throws FileAlreadyExistsException if the reel has a key
  byte[] create(String reel, Instant until) throws IOException {
    var left = Duration.between(clocks.wall(), until);
    var deadline = clocks.elapsed().plus(left.isNegative() ? Duration.ZERO : left);
    var key = new byte[KEY_BYTES];
    var store = files();
    if (store.isEmpty()) {
      RANDOM.nextBytes(key);
    }
    // Times are kept in milliseconds, here as in the name.
    var fresh =
        new Held(
            reel,
            key,
            Instant.ofEpochMilli(until.toEpochMilli()),
            Duration.ofMillis(deadline.toMillis()));
    // Nobody finds or destroys it before it is whole.
    synchronized (fresh) {
      if (held.putIfAbsent(reel, fresh) != null) {
        throw new FileAlreadyExistsException(reel);
      }
      if (store.isPresent()) {
        try {
          System.arraycopy(store.get().create(fresh.file()), 0, key, 0, KEY_BYTES);
        } catch (IOException | RuntimeException e) {
          held.remove(reel);
          throw e;
        }
      }
      return key.clone();
    }
  }

  /// A copy of the key, while its window lasts.
  Optional<byte[]> find(String reel) {
    var found = held.get(reel);
    if (found == null) {
      return Optional.empty();
    }
    synchronized (found) {
      return found.isOver(clocks) || !held.containsKey(reel)
          ? Optional.empty()
          : Optional.of(found.key().clone());
    }
  }

  /// Whether there is a key whose window lasts.
  boolean has(String reel) {
    var found = held.get(reel);
    return found != null && !found.isOver(clocks);
  }

  /// Overwrites a key in memory and in its file. Does nothing if there is none.
  ///
  /// @throws IOException if the file cannot be removed: it is tried again with the next call
  void destroy(String reel) throws IOException {
    var found = held.get(reel);
    if (found != null) {
      synchronized (found) {
        if (folder.isPresent()) {
          left.put(reel, found.file());
        }
        Arrays.fill(found.key(), (byte) 0);
        held.remove(reel);
      }
    }
    var file = left.get(reel);
    var store = files();
    if (file != null && store.isPresent()) {
      store.get().destroy(file);
      left.remove(reel);
    }
  }

  /// Destroys the keys whose window has ended, and what is left of others.
  void expire() {
    var due = new TreeSet<>(left.keySet());
    held.values().stream().filter(key -> key.isOver(clocks)).map(Held::reel).forEach(due::add);
    for (var reel : due) {
      try {
        destroy(reel);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the key of a reel could not be removed: " + e.getMessage());
      }
    }
  }
}
