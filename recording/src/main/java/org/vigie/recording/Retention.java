package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigie.base.Clocks;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.LedgerUnavailable;

/// Destroys reels that have reached their act's limit. Each is first in the ledger, then in the
/// journal; from then on it is gone for good, even if the machine stops in between: whoever opens
/// the volume next finishes. The key goes first, so that a file that cannot be removed cannot be
/// read.
final class Retention {

  private static final Logger LOG = System.getLogger(Retention.class.getName());
  private static final int REELS_AT_ONCE = 200;
  private static final Duration LARGEST_STEP = Duration.ofSeconds(60);

  /// No profile allows more; files whose header says nothing are kept no longer.
  private static final Duration HARD_LIMIT = Duration.ofDays(30);

  private final Volume volume;
  private final SqlIndex index;
  private final Registrar registrar;
  private final Journal journal;
  private final ReelKeys keys;
  private final Notary notary;
  private final Clocks clocks;
  private Instant lastWall;
  private Duration lastElapsed;
  private boolean suspended;

  Retention(
      Volume volume,
      SqlIndex index,
      Registrar registrar,
      Journal journal,
      ReelKeys keys,
      Notary notary,
      Clocks clocks) {
    this.volume = volume;
    this.index = index;
    this.registrar = registrar;
    this.journal = journal;
    this.keys = keys;
    this.notary = notary;
    this.clocks = clocks;
    this.lastWall = clocks.wall();
    this.lastElapsed = clocks.elapsed();
  }

  synchronized void confirmClock() {
    suspended = false;
    lastWall = clocks.wall();
    lastElapsed = clocks.elapsed();
  }

  synchronized Deletion run(Instant now) {
    watchClock();
    if (suspended) {
      return new Deletion(0, 0, true, 0);
    }
    registrar.settle();
    removeSetAside(now);
    int reels = 0;
    long bytes = 0;
    int failed = 0;
    // Reels that fail stay at the front of the list; the loop ends when a round destroys nothing.
    for (int before = -1; before < reels; ) {
      before = reels;
      var due =
          index.expired(Micros.of(now), REELS_AT_ONCE + failed).stream()
              .filter(row -> !registrar.isLive(row.reel()))
              .toList();
      failed = 0;
      if (due.isEmpty() || !announce(due, now)) {
        break;
      }
      var gone = new ArrayList<String>();
      for (var row : due) {
        try {
          long size = destroy(keys, row.reel(), volume.folder().resolve(row.path()));
          gone.add(row.reel());
          reels++;
          bytes += size;
        } catch (IOException e) {
          failed++;
          LOG.log(Level.ERROR, row.path() + " could not be destroyed yet: " + e.getMessage());
        }
      }
      registrar.remove(gone);
      registrar.settle();
    }
    return new Deletion(reels, bytes, false, failed);
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

  private boolean announce(List<ReelRow> due, Instant now) {
    try {
      notary.append(
          new Entry(
              "footage.deleted",
              "vigie",
              Map.of("limit", now, "reels", due.stream().map(Retention::fact).toList())));
      var lines = due.stream().map(Retention::line).toList();
      journal.append(lines);
      lines.forEach(registrar::line);
      return true;
    } catch (LedgerUnavailable | IOException e) {
      LOG.log(Level.ERROR, "nothing was deleted, as it cannot be written down: " + e.getMessage());
      return false;
    }
  }

  private static Map<String, Object> fact(ReelRow row) {
    return Map.of(
        "reel",
        row.reel(),
        "camera",
        row.camera(),
        "act",
        row.act(),
        "from",
        Micros.instant(row.start()),
        "to",
        Micros.instant(row.end()));
  }

  private static Journal.Line.Deleted line(ReelRow row) {
    return new Journal.Line.Deleted(
        row.camera(), Micros.instant(row.start()), Micros.instant(row.end()), row.reel());
  }

  private void removeSetAside(Instant now) {
    try {
      for (var file : Volume.setAside(volume.folder())) {
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

  /// Key first, then envelope, masks and footage; what is already gone is no error.
  ///
  /// @return how many bytes the footage took
  static long destroy(ReelKeys keys, String reel, Path path) throws IOException {
    keys.destroy(reel);
    long size = Files.exists(path) ? Files.size(path) : 0;
    Files.deleteIfExists(Volume.envelope(path));
    Files.deleteIfExists(Volume.masks(path));
    Files.deleteIfExists(path);
    if (Files.isDirectory(Disk.folderOf(path))) {
      Disk.forceFolder(Disk.folderOf(path));
    }
    return size;
  }
}
