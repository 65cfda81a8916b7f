package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.base.Clocks;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Destroys reels that have reached their act's limit, each volume's for themselves: one that takes
/// no more writes keeps those of no other. When that is, [Destruction] says how.
final class Retention {

  private static final Logger LOG = System.getLogger(Retention.class.getName());
  private static final int REELS_AT_ONCE = 200;

  /// Footage that is there longer than this after its limit is an alarm. Retention runs every
  /// minute.
  private static final Duration LATE = Duration.ofMinutes(10);

  private static final Duration LARGEST_STEP = Duration.ofSeconds(60);

  /// No profile allows more; files whose header says nothing are kept no longer.
  private static final Duration HARD_LIMIT = Duration.ofDays(30);

  private final Volumes volumes;
  private final SqlIndex index;
  private final Registrar registrar;
  private final Destruction destruction;
  private final JournalCare journals;
  private final Notary notary;
  private final Alarms alarms;
  private final Clocks clocks;
  private Instant lastWall;
  private Duration lastElapsed;
  private boolean suspended;
  private Set<String> raised;

  Retention(
      Volumes volumes,
      SqlIndex index,
      Registrar registrar,
      ReelKeys keys,
      Notary notary,
      Alarms alarms,
      Clocks clocks) {
    this.volumes = volumes;
    this.index = index;
    this.registrar = registrar;
    this.journals = new JournalCare(volumes, index.lines());
    this.destruction = new Destruction(volumes, registrar, keys, notary);
    this.notary = notary;
    this.alarms = alarms;
    this.clocks = clocks;
    this.lastWall = clocks.wall();
    this.lastElapsed = clocks.elapsed();
    // Those of the run before may stand still.
    this.raised =
        volumes.posts().stream().map(VolumePost::name).collect(Collectors.toUnmodifiableSet());
  }

  synchronized void confirmClock() {
    suspended = false;
    lastWall = clocks.wall();
    lastElapsed = clocks.elapsed();
  }

  /// Folds what the journals say of reels whose footage ended before an instant, unless the clock
  /// may be ahead.
  synchronized void fold(Instant before) {
    watchClock();
    if (!suspended) {
      registrar.settle();
      journals.fold(before);
    }
  }

  synchronized Deletion run(Instant now, HeldFootage held) {
    watchClock();
    if (suspended) {
      return new Deletion(0, 0, true, 0);
    }
    registrar.settle();
    journals.remember();
    removeSetAside(now);
    var sum = new Destruction.Sum();
    var troubles = new HashMap<String, String>();
    boolean all = true;
    for (var volume : index.expiry().volumes(Micros.of(now))) {
      try {
        destroy(volume, now, held, sum).ifPresent(trouble -> troubles.put(volume, trouble));
      } catch (LedgerUnavailable e) {
        all = false;
        troubles.put(volume, "it cannot be written down: " + e.getMessage());
      }
    }
    troubles.forEach(
        (volume, trouble) ->
            LOG.log(Level.ERROR, "on " + name(volume) + ", reels are not destroyed: " + trouble));
    if (all) {
      destruction.endRound();
    }
    registrar.settle();
    tellWhatIsLate(now, held, troubles);
    return new Deletion(sum.reels(), sum.bytes(), false, sum.failed());
  }

  /// @return the first trouble that there was
  private Optional<String> destroy(
      String volume, Instant now, HeldFootage held, Destruction.Sum sum) {
    Optional<String> trouble = Optional.empty();
    // Pages go on behind the last reel, so those that cannot be destroyed hold up none.
    Optional<SqlExpiry.Reel> last = Optional.empty();
    while (true) {
      var page = index.expiry().reels(volume, Micros.of(now), last, REELS_AT_ONCE);
      if (page.isEmpty()) {
        return trouble;
      }
      last = Optional.of(page.getLast());
      var due =
          page.stream()
              .filter(reel -> !registrar.isLive(reel.reel()) && !isHeld(reel, held))
              .toList();
      var told = destruction.destroy(volume, due, now, sum);
      trouble = trouble.or(() -> told);
    }
  }

  /// What a journal says is destroyed is finished: a hold that came later comes too late.
  private static boolean isHeld(SqlExpiry.Reel reel, HeldFootage held) {
    return !reel.told()
        && held.keeps(reel.camera(), Micros.instant(reel.start()), Micros.instant(reel.end()));
  }

  private void tellWhatIsLate(Instant now, HeldFootage held, Map<String, String> troubles) {
    long then = Micros.of(now.minus(LATE));
    var late = new HashSet<String>();
    for (var volume : index.expiry().volumes(then)) {
      var found = late(volume, then, held);
      if (found.reels() == 0) {
        continue;
      }
      var why = troubles.getOrDefault(volume, "they are still being written");
      late.add(name(volume));
      alarms.raise(
          AlarmKind.DELETION_LATE,
          name(volume),
          "%d reels are past their act's limit, the first since %s, and not destroyed: %s."
              .formatted(
                  found.reels(),
                  Micros.instant(found.oldest()).truncatedTo(ChronoUnit.SECONDS),
                  why));
    }
    raised.stream()
        .filter(name -> !late.contains(name))
        .forEach(name -> alarms.end(AlarmKind.DELETION_LATE, name));
    raised = late;
  }

  /// What is past its limit and not held.
  private SqlExpiry.Late late(String volume, long then, HeldFootage held) {
    long reels = 0;
    long oldest = Long.MAX_VALUE;
    Optional<SqlExpiry.Reel> last = Optional.empty();
    while (true) {
      var page = index.expiry().reels(volume, then, last, REELS_AT_ONCE);
      if (page.isEmpty()) {
        return new SqlExpiry.Late(reels, oldest);
      }
      for (var reel : page) {
        if (!isHeld(reel, held)) {
          reels++;
          oldest = Math.min(oldest, reel.expires());
        }
      }
      last = Optional.of(page.getLast());
    }
  }

  /// One that the configuration no longer names is called by its id.
  private String name(String volume) {
    return volumes.nameOf(volume).orElse(volume);
  }

  /// A wall clock that runs ahead would destroy footage before its time.
  private void watchClock() {
    var wall = clocks.wall();
    var elapsed = clocks.elapsed();
    var step = Duration.between(lastWall, wall).minus(elapsed.minus(lastElapsed));
    lastWall = wall;
    lastElapsed = elapsed;
    if (step.compareTo(LARGEST_STEP) > 0 && !suspended) {
      suspended = true;
      LOG.log(Level.WARNING, "deletion is suspended: the wall clock jumped forward by " + step);
    }
  }

  private void removeSetAside(Instant now) {
    try {
      for (var file : setAside()) {
        if (Files.getLastModifiedTime(file).toInstant().plus(HARD_LIMIT).isBefore(now)) {
          notary.append(
              new Entry(
                  "footage.deleted",
                  "vigie",
                  Map.of("limit", now, "unreadable", String.valueOf(file.getFileName()))));
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | LedgerUnavailable e) {
      LOG.log(Level.ERROR, "unreadable files could not be deleted yet: " + e.getMessage());
    }
  }

  private List<Path> setAside() throws IOException {
    var files = new ArrayList<Path>();
    for (var volume : volumes.present()) {
      files.addAll(Volume.setAside(volume.folder()));
    }
    return files;
  }

  /// Key first, then envelope, masks and footage; what is already gone is no error.
  static void destroy(ReelKeys keys, String reel, Path path) throws IOException {
    keys.destroy(reel);
    removeFiles(path);
  }

  /// Removes a reel's files, durably.
  ///
  /// @return how many bytes the footage took
  static long removeFiles(Path path) throws IOException {
    long size = Files.exists(path) ? Files.size(path) : 0;
    Envelopes.destroy(path);
    Files.deleteIfExists(Volume.masks(path));
    Files.deleteIfExists(path);
    if (Files.isDirectory(Disk.folderOf(path))) {
      Disk.forceFolder(Disk.folderOf(path));
    }
    return size;
  }
}
