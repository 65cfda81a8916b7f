package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.keys.KeySource;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Reads a span of one camera over all its reels, part by part. After a hole, an unreadable part or
/// a change of format it begins again at a key frame, so that every piece decodes.
final class SpanReader implements PieceReader {

  private static final Logger LOG = System.getLogger(SpanReader.class.getName());
  private static final long TOLERANCE_TICKS = Micros.toTicks(Stretch.LEAST_TOLERANCE);

  /// No camera has key frames further apart that still lets anybody seek.
  private static final int MOST_PARTS_BACK = 120;

  private final Function<ReelRow, List<Path>> files;
  private final KeySource keys;
  private final long to;
  private final List<Place> places = new ArrayList<>();

  private @Nullable ReelReader reader;
  private @Nullable String readerReel;
  private Deque<Path> elsewhere = new ArrayDeque<>();
  private int at;
  private boolean needKey = true;
  private long notBefore = Long.MIN_VALUE;
  private int unreadable;
  private Duration uncertainty = Duration.ZERO;
  private Optional<Footage.Limit> limit = Optional.empty();

  private @Nullable VideoFormat format;
  private long origin;
  private long reelShift;
  private String shiftedReel = "";
  private long endTicks;
  private @Nullable Instant start;
  private Optional<Footage.Piece> ahead;
  private final Map<String, Used> used = new LinkedHashMap<>();
  private @Nullable Path readerPath;

  /// What was given out of one reel.
  private record Used(ReelRow row, Path path, List<Integer> numbers) {}

  private record Place(ReelRow row, PartList.Part part) {}

  /// @param files where a reel and its copies are; what one cannot give, the next is asked for
  SpanReader(
      Function<ReelRow, List<Path>> files, List<ReelRow> rows, KeySource keys, long from, long to)
      throws IOException {
    this.files = files;
    this.keys = keys;
    this.to = to;
    for (var row : rows) {
      for (var part : row.parts().list()) {
        if (part.number() > 0 && part.wallStart() < to) {
          places.add(new Place(row, part));
        }
      }
    }
    seek(from);
    ahead = read();
  }

  @Override
  public Optional<Instant> start() {
    return Optional.ofNullable(start);
  }

  @Override
  public int unreadableParts() {
    return unreadable;
  }

  @Override
  public Duration uncertainty() {
    return uncertainty;
  }

  @Override
  public Optional<Footage.Limit> limit() {
    return limit;
  }

  @Override
  public Optional<Footage.Piece> next() throws IOException {
    var piece = ahead;
    ahead = piece.isPresent() ? read() : Optional.empty();
    return piece;
  }

  @Override
  public void close() {
    closeReader();
    readerReel = null;
  }

  private void closeReader() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a reel could not be closed after reading: " + e.getMessage());
    }
    reader = null;
  }

  /// Finds the last key frame at or before `from` that leads to it without a hole.
  private void seek(long from) throws IOException {
    int first = 0;
    while (first < places.size() && places.get(first).part.wallEnd() <= from) {
      first++;
    }
    at = first;
    for (int i = first; i >= 0 && i < places.size() && i > first - MOST_PARTS_BACK; i--) {
      if (i < first && !follows(places.get(i), places.get(i + 1))) {
        break;
      }
      if (places.get(i).part.holdsKey()) {
        var key = lastKeyUntil(places.get(i), from);
        if (key.isPresent()) {
          at = i;
          notBefore = key.get();
          return;
        }
      }
    }
    notBefore = from;
  }

  private static boolean follows(Place before, Place after) {
    return Math.abs(after.part.wallStart() - before.part.wallEnd()) < Stretch.LEAST_TOLERANCE;
  }

  private Optional<Long> lastKeyUntil(Place place, long from) throws IOException {
    Optional<Long> last = Optional.empty();
    var read = fragment(place);
    if (read.isPresent()) {
      for (var unit : read.get().units) {
        long wall = Micros.of(unit.wall());
        if (unit.key() && wall <= from) {
          last = Optional.of(wall);
        }
      }
    }
    return last;
  }

  private Optional<Footage.Piece> read() throws IOException {
    for (; at < places.size(); at++) {
      var place = places.get(at);
      if (at > 0 && !follows(places.get(at - 1), place)) {
        needKey = true;
      }
      var read = fragment(place);
      if (read.isEmpty()) {
        unreadable++;
        needKey = true;
        continue;
      }
      var piece = piece(place, read.get());
      if (piece.isPresent()) {
        at++;
        use(place);
        return piece;
      }
    }
    close();
    return Optional.empty();
  }

  private void use(Place place) {
    var path = readerPath;
    if (path != null) {
      used.computeIfAbsent(place.row.reel(), reel -> new Used(place.row, path, new ArrayList<>()))
          .numbers()
          .add(place.part.number());
    }
  }

  @Override
  public List<UsedParts> used() {
    return used.values().stream()
        .map(one -> new UsedParts(one.row(), one.path(), one.numbers()))
        .toList();
  }

  private Optional<Footage.Piece> piece(Place place, Units read) {
    if (!read.format.equals(format)) {
      needKey = true;
    }
    boolean continues = !needKey;
    var kept = new ArrayList<AccessUnit>(read.units.size());
    long end = read.endTicks;
    for (var unit : read.units) {
      long wall = Micros.of(unit.wall());
      if (wall >= to) {
        end = unit.ticks();
        break;
      }
      if (wall < notBefore || needKey && !unit.key()) {
        continue;
      }
      needKey = false;
      kept.add(unit);
    }
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    format = read.format;
    return Optional.of(place(place.row, kept, end, continues));
  }

  /// Moves units from their reel's time line to the footage's.
  private Footage.Piece place(ReelRow row, List<AccessUnit> units, long end, boolean continues) {
    var first = units.getFirst();
    long wall = Micros.of(first.wall());
    if (start == null) {
      start = first.wall();
      origin = wall;
    }
    if (!shiftedReel.equals(row.reel())) {
      long byWall = Micros.toTicks(wall - origin);
      boolean joins = Math.abs(byWall - endTicks) < TOLERANCE_TICKS;
      reelShift = (joins ? endTicks : Math.max(byWall, endTicks)) - first.ticks();
      shiftedReel = row.reel();
    }
    var moved = new ArrayList<AccessUnit>(units.size());
    for (var unit : units) {
      moved.add(unit.at(unit.ticks() + reelShift));
    }
    endTicks = end + reelShift;
    var known = format;
    if (known == null) {
      throw new IllegalStateException("a part without a format");
    }
    return new Footage.Piece(known, continues, moved, endTicks);
  }

  private record Units(VideoFormat format, List<AccessUnit> units, long endTicks) {}

  private Optional<Units> fragment(Place place) throws IOException {
    if (!place.row.reel().equals(readerReel)) {
      close();
      readerReel = place.row.reel();
      elsewhere = new ArrayDeque<>(files.apply(place.row));
    }
    while (true) {
      try {
        var open = reader(place.row);
        return open.isEmpty() ? Optional.empty() : units(open.get(), place);
      } catch (IOException e) {
        LOG.log(Level.WARNING, place.row.path() + ": " + e.getMessage());
        if (elsewhere.isEmpty()) {
          return nothing(e);
        }
        // The copy is read from here on: a disk that has failed once is not asked again.
        closeReader();
      }
    }
  }

  /// What cannot be read is counted; a disk that fails is another matter.
  private static Optional<Units> nothing(IOException cause) throws IOException {
    return switch (cause) {
      case Unreadable u -> Optional.empty();
      case NoSuchFileException n -> Optional.empty();
      default -> throw cause;
    };
  }

  private Optional<Units> units(ReelReader open, Place place) throws IOException {
    var fragment = open.read(place.part);
    if (fragment.samples().isEmpty()) {
      return Optional.empty();
    }
    long base = fragment.baseTicks();
    var units = new ArrayList<AccessUnit>(fragment.samples().size());
    for (var sample : fragment.samples()) {
      long wall = place.part.wallStart() + scaled(place.part, sample.ticks() - base);
      units.add(sample.unit(Micros.instant(wall)));
    }
    var stated = open.uncertainty();
    uncertainty = stated.compareTo(uncertainty) > 0 ? stated : uncertainty;
    limit = Optional.of(least(open.limit()));
    var last = fragment.samples().getLast();
    return Optional.of(new Units(open.format(), units, last.ticks() + last.durationTicks()));
  }

  private Footage.Limit least(Footage.Limit other) {
    return limit.filter(l -> l.retention().compareTo(other.retention()) <= 0).orElse(other);
  }

  /// Wall time inside a part: the camera's ticks, stretched to the wall times of its ends.
  private static long scaled(PartList.Part part, long ticks) {
    long wall = part.wallEnd() - part.wallStart();
    long expected = Micros.ofTicks(part.durationTicks());
    // Where the ends disagree with the ticks by more than a tenth, the wall clock was wrong.
    boolean usable = expected > 0 && Math.abs(wall - expected) * 10 <= expected;
    return usable ? ticks * wall / part.durationTicks() : Micros.ofTicks(ticks);
  }

  /// Opens the next of the reel's places, unless one is open.
  private Optional<ReelReader> reader(ReelRow row) throws IOException {
    if (reader == null && !elsewhere.isEmpty()) {
      var path = elsewhere.removeFirst();
      var key = keys.find(row.reel());
      if (key.isPresent()) {
        reader = ReelReader.open(path, key.get(), row.parts().list().getFirst());
        readerPath = path;
      }
    }
    return Optional.ofNullable(reader);
  }
}
