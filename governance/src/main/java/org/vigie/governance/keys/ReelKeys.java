package org.vigie.governance.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.vigie.base.Clocks;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.Envelope;

/// The keys of the reels. A town without custodians keeps them on disk, one file each, readable by
/// Vigie's account only, as long as their footage. With custodians a new reel's key lives in memory
/// and on a memory file system, until the reel's review window ends; from before its first part an
/// [Envelope] lies beside the reel, so that two custodians open it afterwards.
///
/// Safe for any thread, for different reels; one reel belongs to one thread at a time.
public final class ReelKeys implements KeySource {

  private static final Pattern REEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

  private final KeyFiles files;
  private final WindowKeys window;
  private final Supplier<Optional<CustodianSet>> custodians;
  private final OpenedKeys opened;

  private ReelKeys(
      KeyFiles files,
      WindowKeys window,
      Supplier<Optional<CustodianSet>> custodians,
      OpenedKeys opened) {
    this.files = files;
    this.window = window;
    this.custodians = custodians;
    this.opened = opened;
  }

  /// Opens the store of a town without custodians, making its folder (mode 0700) where there is
  /// none.
  public static ReelKeys open(Path folder) throws IOException {
    return open(folder, Optional.empty(), Optional::empty, OpenedKeys.NONE, Clocks.system());
  }

  /// Opens the store.
  ///
  /// @param folder for keys on disk
  /// @param volatileFolder on a memory file system, for keys inside their window: what a restart of
  ///     Vigie survives, and a power cut does not; without one, a restart ends all windows
  /// @param custodians to whom new reels are sealed; asked for each
  /// @param opened what custodians have opened
  public static ReelKeys open(
      Path folder,
      Optional<Path> volatileFolder,
      Supplier<Optional<CustodianSet>> custodians,
      OpenedKeys opened,
      Clocks clocks)
      throws IOException {
    return new ReelKeys(
        KeyFiles.open(folder), WindowKeys.open(volatileFolder, clocks), custodians, opened);
  }

  /// Destroys the keys inside their window that a Vigie which has ended left in a memory folder: it
  /// will not come back for them.
  public static void endLeft(Path volatileFolder) throws IOException {
    if (Files.isDirectory(volatileFolder, LinkOption.NOFOLLOW_LINKS)) {
      var left = KeyFiles.open(volatileFolder);
      for (var name : left.names()) {
        left.destroy(name);
      }
    }
  }

  /// A reel's new key.
  ///
  /// @param key 32 random bytes
  /// @param custodians to whom it must be sealed before anything is encrypted with it; empty where
  ///     the town has none
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Made(byte[] key, Optional<CustodianSet> custodians) {

    /// What has to lie beside the reel before its first part.
    ///
    /// @param headerHash the hash at the end of the reel's header, 32 bytes
    public Optional<byte[]> envelope(byte[] headerHash) {
      return custodians.map(set -> Envelope.seal(key, headerHash, set).encode());
    }
  }

  /// Makes the key of a new reel. On disk it is flushed, the folder's entry included, before this
  /// returns.
  ///
  /// @param reel letters, digits, dots, hyphens and underscores, at most 120; not begun with a dot
  /// @param start when the reel's first picture was taken
  /// @param reviewWindow how long from then it can be read without custodians
  /// @throws java.nio.file.FileAlreadyExistsException if the reel has a key: keys are never reused
  public Made create(String reel, Instant start, Duration reviewWindow) throws IOException {
    var set = custodians.get();
    return new Made(
        set.isEmpty()
            ? files.create(checked(reel))
            : window.create(checked(reel), start.plus(reviewWindow)),
        set);
  }

  /// The key of a reel; nothing once it is destroyed or its review window has ended, or if a crash
  /// cut its making short: then no part was ever sealed with it.
  @Override
  public Optional<byte[]> find(String reel) throws IOException {
    var inside = window.find(checked(reel));
    return inside.isPresent() ? inside : files.find(reel);
  }

  /// Whether a reel's key is here, without bringing it into memory: what a time line of many reels
  /// needs to know.
  public boolean has(String reel) {
    return window.has(checked(reel)) || files.has(reel);
  }

  /// The keys for a reader: those that everybody has, and those that custodians opened for them.
  public KeySource of(OpenedKeys.Reader reader) {
    return reel -> {
      var found = find(reel);
      return found.isPresent() ? found : opened.find(reel, reader);
    };
  }

  /// Overwrites the key, flushes, removes its file and flushes the folder. Does nothing if there is
  /// no such key. What flash or a copying file system keeps below that is not disproved.
  public void destroy(String reel) throws IOException {
    window.destroy(checked(reel));
    files.destroy(reel);
  }

  /// Overwrites the keys whose review window has ended; governance does it every second.
  public void endWindows() {
    window.expire();
  }

  /// Whether keys inside their window outlive a restart of Vigie.
  public boolean surviveRestart() {
    return window.surviveRestart();
  }

  /// What is wrong with an envelope that lies beside a reel.
  ///
  /// @return words that follow a file's name; empty if it is whole and of this reel
  public static Optional<String> wrong(byte[] envelope, byte[] headerHash) {
    try {
      return MessageDigest.isEqual(Envelope.decode(envelope).headerHash(), headerHash)
          ? Optional.empty()
          : Optional.of("is the envelope of another reel");
    } catch (CustodyRefused e) {
      return Optional.of("is no whole envelope");
    }
  }

  private static String checked(String reel) {
    if (!REEL.matcher(reel).matches()) {
      throw new IllegalArgumentException("not the name of a reel: " + reel);
    }
    return reel;
  }
}
