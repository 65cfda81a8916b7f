package org.vigie.verify.footage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads footage again from the disk: every reel of every volume, against its own hashes, its key,
/// the journal and what the ledger was told. Written from design/reels.md; writes nothing. A Vigie
/// may be recording meanwhile.
public final class FootageAudit {

  /// Each camera's time ends with its last footage.
  public static final long UNTIL_LAST_FOOTAGE = Long.MIN_VALUE;

  private static final Pattern REEL = Pattern.compile("\\d\\d-([0-9a-f]{32})\\.reel");
  private static final int KEY_BYTES = 32;

  private final Where where;
  private final Consumer<Reel> each;
  private final Map<String, Sum> sums = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Reel> copies = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int unreadableFiles;

  /// Where things lie.
  ///
  /// @param volumes the folders of footage
  /// @param keys the key store's folder: `REEL.key`, 32 bytes each
  public record Where(List<Path> volumes, Path keys, Path ledger) {

    public Where {
      volumes = List.copyOf(volumes);
    }

    /// A data folder with its one volume in it.
    public static Where in(Path data) {
      return new Where(
          List.of(data.resolve("footage")), data.resolve("keys/reels"), data.resolve("ledger"));
    }
  }

  private static final class Sum {
    final List<Coverage.Stretch> stretches = new ArrayList<>();
    final List<Journal.Begin> begins = new ArrayList<>();
    long reels;
    long parts;
    long pictures;
    long bytes;
    long unreadable;
    long keyless;
    long beyond;
    long below;
    long first = Long.MAX_VALUE;
    long last;

    /// Of years: what follows on the stretch before is one with it.
    void destroyed(long from, long to) {
      var before = stretches.isEmpty() ? null : stretches.getLast();
      if (before != null
          && before.destroyed()
          && before.from() <= from
          && from - before.to() < Coverage.LEAST_HOLE) {
        stretches.removeLast();
        stretches.add(new Coverage.Stretch(before.from(), Math.max(before.to(), to), 0, true));
      } else {
        stretches.add(new Coverage.Stretch(from, to, 0, true));
      }
    }
  }

  private FootageAudit(Where where, Consumer<Reel> each) {
    this.where = where;
    this.each = each;
  }

  /// @param untilMicros time without footage counts up to here; or
  ///     [#UNTIL_LAST_FOOTAGE]
  /// @param each is shown every reel that was read, for comparison with something else
  public static FootageReport run(Where where, long untilMicros, Consumer<Reel> each)
      throws IOException {
    var audit = new FootageAudit(where, each);
    // Before the reels: while Vigie records, what the ledger was told is on disk already.
    var promises = Promises.read(where.ledger(), audit.faults::add);
    var destroyed = new ReelIds();
    for (var volume : where.volumes()) {
      audit.readJournal(volume, destroyed);
    }
    for (var volume : where.volumes()) {
      audit.readReels(volume, destroyed, promises);
    }
    audit.addCopies(promises);
    for (var promise : promises.standing()) {
      if (!audit.seen.contains(promise.reel()) && !destroyed.contains(promise.reel())) {
        audit.sum(promise.camera()).below += promise.parts();
        audit.faults.add(
            "%s: reel %s is not there; the ledger was told of %d parts of it."
                .formatted(promise.camera(), promise.reel(), promise.parts()));
      }
    }
    return audit.report(untilMicros);
  }

  private void readJournal(Path volume, ReelIds destroyed) throws IOException {
    int bad =
        Journal.read(
            volume.resolve("journal"),
            new Journal.Taker() {
              @Override
              public void take(Journal.Begin gap) {
                sum(gap.camera()).begins.add(gap);
              }

              @Override
              public void take(Journal.Destroyed gone) {
                destroyed.add(gone.reel());
                sum(gone.camera()).destroyed(gone.from(), gone.to());
              }
            });
    if (bad > 0) {
      faults.add("%s: %d lines do not fit their sums.".formatted(volume.resolve("journal"), bad));
    }
  }

  /// An empty file is a reel that is just being made.
  private void readReels(Path volume, ReelIds destroyed, Promises promises) throws IOException {
    for (var file : files(volume)) {
      var name = String.valueOf(file.getFileName());
      var match = REEL.matcher(name);
      if (name.endsWith(".unreadable")) {
        unreadableFiles++;
      } else if (match.matches() && !destroyed.contains(match.group(1)) && sizeOf(file) > 0) {
        readReel(volume, file, match.group(1), promises);
      }
    }
  }

  private void readReel(Path volume, Path file, String id, Promises promises) throws IOException {
    try {
      var reel = ReelFile.read(file, key(id));
      if (!reel.header().reel().equals(id)) {
        throw new Unreadable("its header names another reel");
      }
      if (!volumeId(volume).equals(reel.header().volume())) {
        copies.add(reel);
      } else {
        add(reel, promises.of(id).orElse(null));
      }
    } catch (Unreadable e) {
      unreadableFiles++;
      faults.add(file + ": " + e.getMessage() + ".");
    } catch (NoSuchFileException e) {
      // Reached its limit while we were reading.
      seen.add(id);
    }
  }

  /// A reel written on another volume is a second copy: it counts where the first is not among the
  /// volumes, and is only checked where it is.
  private void addCopies(Promises promises) throws IOException {
    for (var copy : copies) {
      if (seen.contains(copy.header().reel())) {
        copy.faults().forEach(fault -> faults.add(copy.file() + " (a copy): " + fault + "."));
      } else {
        add(copy, promises.of(copy.header().reel()).orElse(null));
      }
    }
  }

  private void add(Reel reel, Promises.@Nullable Promise promise) throws IOException {
    var sum = sum(reel.header().camera());
    seen.add(reel.header().reel());
    reel.faults().forEach(fault -> faults.add(reel.file() + ": " + fault + "."));
    long pictureParts = Math.max(0, reel.parts().size() - 1);
    long counted = reel.parts().stream().mapToLong(Part::pictures).sum();
    sum.reels++;
    sum.parts += Math.max(0, pictureParts - reel.unreadableParts());
    sum.pictures += reel.pictures();
    sum.bytes += reel.bytes() + sizeOf(masksOf(reel.file()));
    sum.unreadable += reel.unreadableParts();
    sum.keyless += reel.keyed() ? 0 : 1;
    if (counted > 0) {
      sum.stretches.add(new Coverage.Stretch(reel.startMicros(), reel.endMicros(), counted, false));
      sum.first = Math.min(sum.first, reel.startMicros());
      sum.last = Math.max(sum.last, reel.endMicros());
    }
    if (promise == null) {
      sum.beyond += pictureParts;
    } else if (reel.reaches(promise.parts(), promise.head())) {
      sum.beyond += reel.parts().size() - promise.parts();
    } else {
      sum.below += Math.max(1, promise.parts() - reel.parts().size());
      faults.add(
          "%s: the ledger was told of %d parts; %d are there, or their hashes differ."
              .formatted(reel.file(), promise.parts(), reel.parts().size()));
    }
    each.accept(reel);
  }

  private FootageReport report(long until) {
    var cameras = new ArrayList<FootageReport.Camera>();
    sums.forEach(
        (id, sum) ->
            cameras.add(
                new FootageReport.Camera(
                    id,
                    sum.reels,
                    sum.parts,
                    sum.pictures,
                    sum.bytes,
                    sum.unreadable,
                    sum.keyless,
                    sum.beyond,
                    sum.below,
                    sum.last == 0 ? 0 : sum.first,
                    sum.last,
                    Coverage.of(
                        sum.stretches,
                        sum.begins,
                        until == UNTIL_LAST_FOOTAGE ? Math.max(sum.last, 0) : until))));
    return new FootageReport(cameras, unreadableFiles, faults);
  }

  private Optional<byte[]> key(String reel) throws IOException {
    var file = where.keys().resolve(reel + ".key");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var key = Files.readAllBytes(file);
    return key.length == KEY_BYTES ? Optional.of(key) : Optional.empty();
  }

  private static String volumeId(Path volume) throws IOException {
    var file = volume.resolve("volume");
    return Files.exists(file) ? Files.readString(file).lines().findFirst().orElse("") : "";
  }

  private static Path masksOf(Path reel) {
    return reel.resolveSibling(String.valueOf(reel.getFileName()).replace(".reel", ".masks"));
  }

  private static long sizeOf(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static List<Path> files(Path volume) throws IOException {
    try (var files = Files.walk(volume)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Sum sum(String camera) {
    return sums.computeIfAbsent(camera, id -> new Sum());
  }
}
