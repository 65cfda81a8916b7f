package org.vigie.recording.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.vigie.base.Durable;
import org.vigie.governance.keys.ClipKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.recording.Digests;
import org.vigie.recording.HeldFootage;
import org.vigie.recording.Notary;

/// The masked clips of alerts that outlive their recording's key: each in a file of its own, under
/// a key of its own, until its end. Asks for no permit; that is the part of whoever shows one.
///
/// Safe for any thread; one thread keeps, one destroys.
public final class ClipStore {

  /// What its alarms are about. The space keeps it apart from the name of any volume.
  public static final String SUBJECT = "kept clips";

  private final ClipSettings settings;
  private final ClipKeys keys;
  private final Notary notary;
  private final Alarms alarms;
  private final LongSupplier freeBytes;
  private final Map<Long, KeptClip> kept = new ConcurrentHashMap<>();
  private final ClipDestruction destruction;

  private ClipStore(
      ClipSettings settings, ClipKeys keys, Notary notary, Alarms alarms, LongSupplier freeBytes) {
    this.settings = settings;
    this.keys = keys;
    this.notary = notary;
    this.alarms = alarms;
    this.freeBytes = freeBytes;
    this.destruction = new ClipDestruction(settings.folder(), keys, notary, alarms);
  }

  /// Opens the folder, making it (mode 0700) where there is none, and finishes what a sudden end
  /// left half done: keys without a file and files without their key go.
  ///
  /// @param now decides whether a clip without its key had reached its end, or was lost
  /// @throws IOException with a plain message if the folder or the keys cannot be used
  public static ClipStore open(
      ClipSettings settings, ClipKeys keys, Notary notary, Alarms alarms, Instant now)
      throws IOException {
    return open(settings, keys, notary, alarms, now, () -> usableBytes(settings.folder()));
  }

  static ClipStore open(
      ClipSettings settings,
      ClipKeys keys,
      Notary notary,
      Alarms alarms,
      Instant now,
      LongSupplier freeBytes)
      throws IOException {
    Durable.privateFolder(settings.folder());
    var store = new ClipStore(settings, keys, notary, alarms, freeBytes);
    for (var clip : new ClipRecovery(settings.folder(), keys, notary).look(now)) {
      store.kept.put(clip.alert(), clip);
    }
    return store;
  }

  /// An unknown amount counts as nothing: what goes on without room would cost recording.
  private static long usableBytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  static Path file(Path folder, long alert) {
    return folder.resolve(alert + ".clip");
  }

  /// For how long a clip is kept, at most.
  public Duration keepFor() {
    return settings.keepFor();
  }

  /// The clip of an alert, unless its end has come, whether it could be destroyed yet or not.
  public Optional<KeptClip> find(long alert, Instant now) {
    return Optional.ofNullable(kept.get(alert)).filter(clip -> now.isBefore(clip.until()));
  }

  /// The alerts whose clip is there, with its end, which may have passed.
  public Map<Long, Instant> list() {
    return kept.values().stream()
        .collect(Collectors.toUnmodifiableMap(KeptClip::alert, KeptClip::until));
  }

  /// Whether the disk has room for one more; where it has not, an alarm says so until it has.
  public boolean hasRoom() {
    boolean room = freeBytes.getAsLong() >= settings.reserveBytes();
    if (room) {
      alarms.end(AlarmKind.VOLUME_SPACE, SUBJECT);
    } else {
      alarms.raise(
          AlarmKind.VOLUME_SPACE,
          SUBJECT,
          ("No clips of alerts are kept: less than %d MiB are free on the disk of %s, and that is"
                  + " for recording and the ledger. Make room there.")
              .formatted(settings.reserveBytes() / (1024 * 1024), settings.folder()));
    }
    return room;
  }

  /// Keeps a clip: its key is durable first, then its file, then the ledger knows of it, then the
  /// file gets its name. What fails in between leaves nothing.
  ///
  /// @param now from which its time counts
  /// @return nothing if its act's limit has come already
  /// @throws org.vigie.governance.ledger.LedgerUnavailable if the ledger cannot be written
  public Optional<KeptClip> keep(NewClip clip, Instant now) throws IOException {
    var end = now.plus(settings.keepFor());
    var until = end.isBefore(clip.limit()) ? end : clip.limit();
    if (!now.isBefore(until)) {
      return Optional.empty();
    }
    var known =
        new KeptClip(
            clip.alert(),
            clip.camera(),
            clip.act(),
            clip.asked(),
            clip.shown(),
            until,
            clip.uncertainty());
    if (kept.containsKey(clip.alert())) {
      throw new IllegalStateException("the clip of alert " + clip.alert() + " is kept already");
    }
    try {
      write(known, clip);
    } catch (IOException | RuntimeException e) {
      undo(clip.alert(), e);
      throw e;
    }
    kept.put(clip.alert(), known);
    return Optional.of(known);
  }

  private void write(KeptClip known, NewClip clip) throws IOException {
    // One that a failed attempt could not take back.
    keys.destroy(clip.alert());
    var key = keys.create(clip.alert());
    var bytes = ClipFile.encode(known, key, clip.film(), clip.still());
    var fresh = fresh(clip.alert());
    Files.deleteIfExists(fresh);
    Durable.create(fresh, bytes, Durable.PRIVATE_FILE);
    notary.append(
        new Entry(
            "clip.kept",
            "vigie",
            Map.of(
                "alert", clip.alert(),
                "camera", clip.camera(),
                "act", clip.act(),
                "from", clip.shown().from(),
                "to", clip.shown().to(),
                "until", known.until(),
                "hash", HexFormat.of().formatHex(Digests.chain().digest(bytes)))));
    Files.move(fresh, file(settings.folder(), clip.alert()), StandardCopyOption.ATOMIC_MOVE);
    Durable.flushFolder(settings.folder());
  }

  private Path fresh(long alert) {
    return settings.folder().resolve(alert + ClipRecovery.UNFINISHED);
  }

  private void undo(long alert, Exception cause) {
    try {
      keys.destroy(alert);
      Files.deleteIfExists(fresh(alert));
      Files.deleteIfExists(file(settings.folder(), alert));
    } catch (IOException e) {
      // The next start finishes.
      cause.addSuppressed(e);
    }
  }

  /// The film of a kept clip: fragmented MP4, masked.
  ///
  /// @throws NoSuchElementException if there is no such clip
  /// @throws IOException with a plain message if one bit of it is not what it was, or a disk fails
  public byte[] film(long alert) throws IOException {
    return open(alert, ClipCipher.Kind.FILM);
  }

  /// One picture of a kept clip, that nearest to the decision: fragmented MP4, masked.
  ///
  /// @throws NoSuchElementException if there is no such clip
  /// @throws IOException with a plain message if one bit of it is not what it was, or a disk fails
  public byte[] still(long alert) throws IOException {
    return open(alert, ClipCipher.Kind.STILL);
  }

  private byte[] open(long alert, ClipCipher.Kind kind) throws IOException {
    var key = kept.containsKey(alert) ? keys.find(alert) : Optional.<byte[]>empty();
    return ClipFile.open(
        file(settings.folder(), alert),
        key.orElseThrow(() -> new NoSuchElementException("no clip of alert " + alert)),
        kind);
  }

  /// Destroys every clip whose end has come: in the ledger first, then its key, then its file. What
  /// cannot be destroyed is tried again with the next call, and is an alarm when it is late. Call
  /// it as often as footage is deleted, and only while the clock is sure.
  ///
  /// @return how many are gone
  public int deleteExpired(Instant now) {
    return deleteExpired(now, HeldFootage.NONE);
  }

  /// The same, but for clips of footage that is held; from their end on they too are shown to
  /// nobody.
  public int deleteExpired(Instant now, HeldFootage held) {
    var due =
        kept.values().stream()
            .filter(clip -> !now.isBefore(clip.until()))
            .filter(clip -> !held.keeps(clip.camera(), clip.shown().from(), clip.shown().to()))
            .toList();
    var gone = destruction.destroy(due, now);
    gone.forEach(kept::remove);
    return gone.size();
  }
}
