package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private final Volumes volumes;
  private final SqlIndex index;
  private final Registrar registrar;
  private final ReelKeys keys;
  private final Notary notary;
  private final Clocks clocks;
  private Instant lastWall;
  private Duration lastElapsed;
  private boolean suspended;

  Retention(
      Volumes volumes,
      SqlIndex index,
      Registrar registrar,
      ReelKeys keys,
      Notary notary,
      Clocks clocks) {
    this.volumes = volumes;
    this.index = index;
    this.registrar = registrar;
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
      if (volumes.present().isEmpty()) {
        return new Deletion(destroyKeys(due, now), 0, false, due.size());
      }
      if (due.isEmpty() || !announce(due, now)) {
        break;
      }
      var gone = new ArrayList<String>();
      for (var row : due) {
        try {
          long size = destroy(row);
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
    var journals = new LinkedHashMap<Volume, List<Journal.Line>>();
    try {
      for (var row : due) {
        journals.computeIfAbsent(journalOf(row), v -> new ArrayList<>()).add(line(row));
      }
      notary.append(
          new Entry(
              "footage.deleted",
              "vigie",
              Map.of("limit", now, "reels", due.stream().map(Retention::fact).toList())));
      for (var some : journals.entrySet()) {
        some.getKey().journal().append(some.getValue());
        some.getValue().forEach(line -> registrar.line(some.getKey().id(), line));
      }
      return true;
    } catch (LedgerUnavailable | IOException e) {
      LOG.log(Level.ERROR, "nothing was deleted, as it cannot be written down: " + e.getMessage());
      return false;
    }
  }

  /// No volume is there: what has reached its limit can at least not be read any more. The rest
  /// follows when one is back.
  private int destroyKeys(List<ReelRow> due, Instant now) {
    var readable = new ArrayList<ReelRow>();
    try {
      for (var row : due) {
        if (keys.find(row.reel()).isPresent()) {
          readable.add(row);
        }
      }
      if (!readable.isEmpty()) {
        notary.append(
            new Entry(
                "footage.deleted",
                "vigie",
                Map.of("limit", now, "reels", readable.stream().map(Retention::fact).toList())));
        for (var row : readable) {
          keys.destroy(row.reel());
        }
      }
      return readable.size();
    } catch (LedgerUnavailable | IOException e) {
      LOG.log(Level.ERROR, "nothing was deleted, as it cannot be written down: " + e.getMessage());
      return 0;
    }
  }

  /// Its own volume's, or another's while that is away: whoever finds the files later looks at all.
  private Volume journalOf(ReelRow row) throws IOException {
    return volumes
        .anyPresent(row.volume())
        .orElseThrow(() -> new VolumeWrong("no volume is there whose journal could say it"));
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

  /// On every volume that is there; one that is away finishes when it comes back. The key goes
  /// first, so until then nothing there can be read.
  private long destroy(ReelRow row) throws IOException {
    keys.destroy(row.reel());
    long bytes = 0;
    for (var post : volumes.posts()) {
      var volume = post.volume();
      if (volume.isPresent()) {
        long size = destroy(keys, row.reel(), volume.get().folder().resolve(row.path()));
        post.freed(Math.min(size, row.bytes()));
        bytes += size;
      }
    }
    return bytes;
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
