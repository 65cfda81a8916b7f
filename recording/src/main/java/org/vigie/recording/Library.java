package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.vigie.governance.SealedReel;
import org.vigie.governance.keys.KeySource;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// Finds footage: what is in the index, and what is being written now. Asks for no permit; that is
/// the recorder's part. Safe for any thread.
final class Library {

  /// Masks arrive after their pictures, at the latest this much.
  private static final long MASK_DELAY = 60 * Micros.PER_SECOND;

  /// One that ends a time of learning holds back for at most this much.
  private static final long MASK_BACK = 120 * Micros.PER_SECOND;

  /// A mask holds for two seconds, and for a picture just before it.
  private static final long MASK_NEAR = 3 * Micros.PER_SECOND;

  private final Volumes volumes;
  private final SqlIndex index;
  private final Registrar registrar;

  Library(Volumes volumes, SqlIndex index, Registrar registrar) {
    this.volumes = volumes;
    this.index = index;
    this.registrar = registrar;
  }

  Set<CameraId> cameras() {
    registrar.settle();
    var known = new TreeSet<>(index.cameras());
    known.addAll(registrar.liveCameras());
    return known;
  }

  /// What is asked next knows everything that was said before.
  void settle() {
    registrar.settle();
  }

  /// Of a settled index.
  ///
  /// @param knownUntil later than this nothing is known yet
  /// @param openGap the gap that lasts now
  Timeline timeline(
      CameraId camera, Span span, long knownUntil, Optional<Journal.Line.GapFrom> openGap) {
    var live = registrar.live(camera);
    long first = index.firstKnown(camera).orElse(Long.MAX_VALUE);
    for (var row : live) {
      first = Math.min(first, row.start());
    }
    long asked = Micros.of(span.from());
    long to = Math.max(asked, Math.min(Micros.of(span.to()), knownUntil));
    long from = Math.clamp(first, asked, to);
    var recorded = new ArrayList<>(index.stretches(camera, from, to));
    live.forEach(row -> recorded.add(row.stretch()));
    var begins = new ArrayList<>(index.lines().gaps(camera, before(recorded, from), to));
    openGap.ifPresent(begins::add);
    return Timelines.of(
        camera, from, to, recorded, index.lines().deleted(camera, from, to), begins);
  }

  /// A gap that reaches into the span may have begun when the footage before it ended.
  private static long before(List<Stretch> recorded, long from) {
    return recorded.stream().mapToLong(Stretch::to).filter(to -> to <= from).max().orElse(from)
        - Stretch.LEAST_TOLERANCE;
  }

  /// When the reels last whose key is not here any more; what touches is joined. Reads neither
  /// reels nor envelopes. Of a settled index.
  List<Span> locked(CameraId camera, Span span, ReelKeys keys) {
    long from = Micros.of(span.from());
    long to = Micros.of(span.to());
    var locked = new ArrayList<Span>();
    long end = Long.MIN_VALUE;
    for (var reel : index.reaches(camera, from, to)) {
      if (keys.has(reel.reel())) {
        continue;
      }
      long start = Math.max(from, reel.start());
      long until = Math.min(to, reel.end());
      if (!locked.isEmpty() && start <= end + Stretch.LEAST_TOLERANCE) {
        start = Micros.of(locked.removeLast().from());
        until = Math.max(until, end);
      }
      locked.add(new Span(Micros.instant(start), Micros.instant(until)));
      end = until;
    }
    return locked;
  }

  /// The reels of a span whose key whoever reads has not, with the envelopes from which custodians
  /// give it back; in order of their beginnings.
  List<SealedReel> sealed(CameraId camera, Span span, KeySource keys) throws IOException {
    var sealed = new ArrayList<SealedReel>();
    for (var row : rows(camera, Micros.of(span.from()), Micros.of(span.to()))) {
      var key = keys.find(row.reel());
      if (key.isPresent()) {
        Arrays.fill(key.get(), (byte) 0);
      } else {
        sealed(row, camera, span).ifPresent(sealed::add);
      }
    }
    return sealed;
  }

  /// From the first of its places that has both header and envelope.
  private Optional<SealedReel> sealed(ReelRow row, CameraId camera, Span span) throws IOException {
    var from = Micros.instant(Math.max(row.start(), Micros.of(span.from())));
    var to = Micros.instant(Math.min(row.end(), Micros.of(span.to())));
    for (var path : volumes.files(row)) {
      var header = ReelReader.header(path);
      var envelope = Envelopes.read(path);
      if (header.isPresent() && envelope.isPresent() && from.isBefore(to)) {
        return Optional.of(
            new SealedReel(camera, new Span(from, to), header.get(), envelope.get()));
      }
    }
    return Optional.empty();
  }

  /// Opens the footage of a span with the keys that whoever reads it has.
  ///
  /// @param past reels that reached their limit by then are left out
  Footage open(CameraId camera, Span span, KeySource keys, long past) throws IOException {
    long from = Micros.of(span.from());
    long to = Micros.of(span.to());
    var rows = rows(camera, from, to).stream().filter(row -> row.expires() > past).toList();
    var pieces = new SpanReader(volumes::files, rows, keys, from, to);
    try {
      long first = pieces.start().map(Micros::of).orElse(from);
      return new Footage(pieces, masks(camera, rows, Math.min(from, first), to, keys));
    } catch (IOException | RuntimeException e) {
      pieces.close();
      throw e;
    }
  }

  /// When something moved, as the masks tell that whoever reads has the keys of.
  ///
  /// @param recorded what is recorded of the span, in order
  /// @param past reels that reached their limit by then are left out
  Movement movement(CameraId camera, Span span, List<Span> recorded, KeySource keys, long past)
      throws IOException {
    long from = Micros.of(span.from());
    long to = Micros.of(span.to());
    var scan = new MovementScan(from, to);
    for (var row : rows(camera, from, to)) {
      var key = row.expires() > past ? keys.find(row.reel()) : Optional.<byte[]>empty();
      if (key.isPresent()) {
        eachMask(row, key.get(), (start, end) -> end >= from && start < to, scan::add);
        Arrays.fill(key.get(), (byte) 0);
      }
    }
    return scan.end(recorded);
  }

  /// Some key pictures of a span, with the masks that hold for each.
  ///
  /// @param past reels that reached their limit by then are left out
  Glimpses glimpses(CameraId camera, Span span, int count, KeySource keys, long past)
      throws IOException {
    long from = Micros.of(span.from());
    long to = Micros.of(span.to());
    var rows = rows(camera, from, to + MASK_BACK).stream().filter(r -> r.expires() > past).toList();
    var found = new GlimpseReader(volumes::files, keys).read(rows, from, to, count);
    var times = new TreeSet<Long>();
    found.pictures().forEach(unit -> times.add(Micros.of(unit.wall())));
    var masks = new ArrayList<BlockMask>();
    for (var row : rows) {
      var key = keys.find(row.reel());
      if (key.isPresent()) {
        eachMask(
            row,
            key.get(),
            (start, end) -> anyIn(times, start - MASK_BACK, end + MASK_DELAY),
            mask -> {
              if (isOf(mask, times)) {
                masks.add(mask);
              }
            });
        Arrays.fill(key.get(), (byte) 0);
      }
    }
    masks.sort(Comparator.comparing(BlockMask::at));
    return found.with(masks);
  }

  /// Whether a mask may say something of one of these pictures: near it, or holding back to it.
  private static boolean isOf(BlockMask mask, TreeSet<Long> times) {
    long at = Micros.of(mask.at());
    return anyIn(times, at - MASK_NEAR, at + MASK_NEAR)
        || mask.since().isBefore(mask.at()) && anyIn(times, Micros.of(mask.since()), at);
  }

  private static boolean anyIn(TreeSet<Long> times, long from, long to) {
    var next = times.ceiling(from);
    return next != null && next <= to;
  }

  /// The masks of a reel part by part, from the first of its places that has any.
  private void eachMask(ReelRow row, byte[] key, MaskReader.Wanted wanted, Consumer<BlockMask> each)
      throws IOException {
    for (var path : volumes.files(row)) {
      var header = ReelReader.headerHash(path);
      if (header.isPresent() && Files.exists(Volume.masks(path))) {
        MaskReader.each(Volume.masks(path), key, header.get(), wanted, some -> some.forEach(each));
        return;
      }
    }
  }

  List<FootageEnd> ends(CameraId camera, Span span) {
    long from = Micros.of(span.from());
    long to = Micros.of(span.to());
    return rows(camera, from, to).stream()
        .filter(row -> row.start() < to && row.end() > from)
        .map(
            row ->
                new FootageEnd(
                    new Span(
                        Micros.instant(Math.max(from, row.start())),
                        Micros.instant(Math.min(to, row.end()))),
                    Micros.instant(row.expires())))
        .toList();
  }

  /// How much of the disk a span takes: each reel by its share of time, rounded up.
  long bytes(CameraId camera, Span span) {
    long from = Micros.of(span.from());
    long to = Micros.of(span.to());
    long bytes = 0;
    for (var row : rows(camera, from, to)) {
      long inside = Math.min(to, row.end()) - Math.max(from, row.start());
      long length = Math.max(1, row.end() - row.start());
      if (inside > 0) {
        bytes += (long) Math.ceil((double) row.bytes() * inside / length);
      }
    }
    return bytes;
  }

  private List<ReelRow> rows(CameraId camera, long from, long to) {
    registrar.settle();
    var rows = new ArrayList<ReelRow>();
    var seen = new HashSet<String>();
    for (var row : registrar.live(camera)) {
      if (row.start() < to) {
        rows.add(row);
        seen.add(row.reel());
      }
    }
    for (var row : index.reels(camera, from, to)) {
      if (seen.add(row.reel())) {
        rows.add(row);
      }
    }
    rows.sort(Comparator.comparingLong(ReelRow::start));
    return rows;
  }

  /// The masks from `from` to `to`, the last one before, and those after it that hold back into it.
  private List<BlockMask> masks(
      CameraId camera, List<ReelRow> some, long from, long to, KeySource keys) throws IOException {
    var masks = new ArrayList<BlockMask>();
    var rows = new ArrayList<>(some);
    if (!rows.isEmpty()) {
      // What was seen at the end of an hour may lie with the next hour's reel.
      for (var row : rows(camera, to, to + MASK_BACK)) {
        if (rows.stream().noneMatch(r -> r.reel().equals(row.reel()))) {
          rows.add(row);
        }
      }
    }
    for (var row : rows) {
      var key = keys.find(row.reel());
      if (key.isPresent()) {
        masks.addAll(masks(row, key.get(), from - MASK_DELAY, to + MASK_BACK));
        Arrays.fill(key.get(), (byte) 0);
      }
    }
    masks.sort(Comparator.comparing(BlockMask::at));
    int first = 0;
    while (first + 1 < masks.size() && Micros.of(masks.get(first + 1).at()) <= from) {
      first++;
    }
    return masks.subList(first, masks.size()).stream()
        .filter(mask -> Micros.of(mask.at()) < to || holdsBackTo(mask, to))
        .toList();
  }

  private static boolean holdsBackTo(BlockMask mask, long to) {
    return mask.since().isBefore(mask.at()) && Micros.of(mask.since()) < to;
  }

  /// From the first of its places that has any.
  private List<BlockMask> masks(ReelRow row, byte[] key, long from, long to) throws IOException {
    for (var path : volumes.files(row)) {
      var header = ReelReader.headerHash(path);
      if (header.isPresent() && Files.exists(Volume.masks(path))) {
        return MaskReader.read(Volume.masks(path), key, header.get(), from, to);
      }
    }
    return List.of();
  }
}
