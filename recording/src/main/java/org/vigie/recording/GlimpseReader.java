package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vigie.governance.keys.KeySource;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Reads single key pictures out of a span, evenly spread: the first of the part nearest to each
/// step, so that a day costs no more than some dozens of parts. Used by one thread.
final class GlimpseReader {

  private static final Logger LOG = System.getLogger(GlimpseReader.class.getName());

  private final Function<ReelRow, List<Path>> files;
  private final KeySource keys;
  private final Map<VideoFormat, List<AccessUnit>> pictures = new HashMap<>();

  GlimpseReader(Function<ReelRow, List<Path>> files, KeySource keys) {
    this.files = files;
    this.keys = keys;
  }

  private record Place(ReelRow row, PartList.Part part) {}

  /// @param rows in order of time
  /// @param count at most so many
  Glimpses read(List<ReelRow> rows, long from, long to, int count) throws IOException {
    var chosen = chosen(places(rows, from, to), from, to, count);
    for (int n = 0; n < chosen.size(); ) {
      int end = n;
      while (end < chosen.size() && chosen.get(end).row == chosen.get(n).row) {
        end++;
      }
      read(chosen.get(n).row, chosen.subList(n, end));
      n = end;
    }
    return pictures.entrySet().stream()
        .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
        .map(most -> new Glimpses(most.getKey(), most.getValue(), List.of()))
        .orElse(Glimpses.NONE);
  }

  private static List<Place> places(List<ReelRow> rows, long from, long to) {
    var places = new ArrayList<Place>();
    for (var row : rows) {
      for (var part : row.parts().list()) {
        if (part.number() > 0
            && part.holdsKey()
            && part.wallEnd() > from
            && part.wallStart() < to) {
          places.add(new Place(row, part));
        }
      }
    }
    return places;
  }

  /// For each step the first part that begins in it.
  private static List<Place> chosen(List<Place> places, long from, long to, int count) {
    var chosen = new ArrayList<Place>();
    long step = Math.max(1, (to - from) / count);
    long next = Long.MIN_VALUE;
    for (var place : places) {
      if (place.part.wallStart() >= next && chosen.size() < count) {
        chosen.add(place);
        long number = Math.max(0, (place.part.wallStart() - from) / step);
        next = from + (number + 1) * step;
      }
    }
    return chosen;
  }

  /// From the first of the reel's places that can be read; what cannot be read is left out.
  private void read(ReelRow row, List<Place> places) throws IOException {
    for (var path : files.apply(row)) {
      var key = keys.find(row.reel());
      if (key.isEmpty()) {
        return;
      }
      try (var reader = ReelReader.open(path, key.get(), row.parts().list().getFirst())) {
        for (var place : places) {
          picture(reader, place)
              .ifPresent(
                  unit ->
                      pictures.computeIfAbsent(reader.format(), f -> new ArrayList<>()).add(unit));
        }
        return;
      } catch (IOException e) {
        LOG.log(Level.WARNING, row.path() + ": " + e.getMessage());
      }
    }
  }

  private static Optional<AccessUnit> picture(ReelReader reader, Place place) throws IOException {
    var fragment = reader.read(place.part);
    long base = fragment.baseTicks();
    return fragment.samples().stream()
        .map(
            sample ->
                sample.unit(
                    Micros.instant(place.part.wallStart() + Micros.ofTicks(sample.ticks() - base))))
        .filter(AccessUnit::key)
        .findFirst();
  }
}
