package org.vigie.recording.clips;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Footage;

/// Footage without a hole and in one format, of at most [MaskedFilm#LONGEST]: what comes later is
/// left out. Used by one thread.
final class FilmStretch {

  private static final long MOST_TICKS =
      MaskedFilm.LONGEST.toSeconds() * AccessUnit.TICKS_PER_SECOND;

  private final VideoFormat format;
  private final List<AccessUnit> units = new ArrayList<>();
  private long endTicks;

  private FilmStretch(VideoFormat format) {
    this.format = format;
  }

  static FilmStretch of(Footage.Piece piece) {
    var stretch = new FilmStretch(piece.format());
    stretch.add(piece);
    return stretch;
  }

  /// Whether a piece that follows without a hole belongs here.
  boolean takes(Footage.Piece piece) {
    return piece.format().equals(format);
  }

  void add(Footage.Piece piece) {
    for (var unit : piece.units()) {
      if (!units.isEmpty() && unit.ticks() - units.getFirst().ticks() >= MOST_TICKS) {
        endTicks = Math.min(endTicks, unit.ticks());
        return;
      }
      units.add(unit);
      endTicks = piece.endTicks();
    }
  }

  /// The same with its key pictures alone, which need no others to be decoded.
  FilmStretch keysOnly() {
    var keys = new FilmStretch(format);
    units.stream().filter(AccessUnit::key).forEach(keys.units::add);
    keys.endTicks = endTicks;
    return keys;
  }

  VideoFormat format() {
    return format;
  }

  List<AccessUnit> units() {
    return List.copyOf(units);
  }

  /// Until when the last unit lasts, on the scale of the units' ticks.
  long endTicks() {
    return endTicks;
  }
}
