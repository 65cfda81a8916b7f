package org.vigie.recording.clips;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigie.model.AccessUnit;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Span;
import org.vigie.recording.Footage;
import org.vigie.recording.Glimpses;

/// A masked film of one unbroken stretch of footage, as people are sent it. Never changes.
public final class MaskedFilm {

  /// As much as [MaskedCopies] takes.
  public static final Duration LONGEST = Duration.ofMinutes(2);

  private final MaskedCopies.Copy copy;
  private final long endTicks;
  private final Span shown;
  private final Duration uncertainty;
  private final Footage.Limit limit;

  private MaskedFilm(
      MaskedCopies.Copy copy,
      long endTicks,
      Span shown,
      Duration uncertainty,
      Footage.Limit limit) {
    this.copy = copy;
    this.endTicks = endTicks;
    this.shown = shown;
    this.uncertainty = uncertainty;
    this.limit = limit;
  }

  /// Footage that can be filmed: clear, in memory, for as long as a film is made of it.
  public static final class Source {
    private final FilmStretch stretch;
    private final Footage footage;

    private Source(FilmStretch stretch, Footage footage) {
      this.stretch = stretch;
      this.footage = footage;
    }

    /// The same with its key pictures alone: what can be masked many times as fast as it was
    /// filmed.
    public Source keysOnly() {
      return new Source(stretch.keysOnly(), footage);
    }

    /// When its first picture was taken.
    public Instant start() {
      return stretch.units().getFirst().wall();
    }

    /// Where on the scale of its units an instant lies, by its first picture's time.
    public long ticks(Instant instant) {
      var since = Duration.between(start(), instant).toNanos() / 1_000;
      return stretch.units().getFirst().ticks() + since * 9 / 100;
    }

    /// Masks it.
    ///
    /// @throws IOException if the eye that makes copies is not there or died over it; the message
    ///     is for people
    public MaskedFilm mask(MaskedCopies copies) throws IOException {
      return mask(copies, MaskEdits.NONE);
    }

    /// Masks it, but for what a person changed by hand.
    ///
    /// @param edits on the ticks that [#ticks] gives
    /// @throws IOException as the other
    public MaskedFilm mask(MaskedCopies copies, MaskEdits edits) throws IOException {
      var copy = copies.mask(stretch.format(), stretch.units(), footage.masks(), edits);
      return new MaskedFilm(
          copy, endTicks(), shown(), footage.uncertainty(), footage.limit().orElseThrow());
    }

    /// Leaves it as it is: for whoever holds a lift.
    public ClearFilm clear() {
      return new ClearFilm(
          FilmFile.write(stretch.format(), stretch.units(), endTicks()),
          shown(),
          footage.uncertainty());
    }

    private long endTicks() {
      return Math.max(stretch.endTicks(), stretch.units().getLast().ticks() + 1);
    }

    private Span shown() {
      var last = stretch.units().getLast();
      return new Span(start(), last.wall().plusMillis((endTicks() - last.ticks()) / 90));
    }
  }

  /// Finds the unbroken stretch of footage in which `moment` lies, or else the first one, and reads
  /// it: stretch after stretch, keeping one, until it is the wanted one.
  ///
  /// @return nothing where there is none
  public static Optional<Source> source(Footage footage, Instant moment) throws IOException {
    Optional<FilmStretch> chosen = Optional.empty();
    for (var piece = footage.next(); piece.isPresent(); piece = footage.next()) {
      var next = piece.get();
      if (chosen.isPresent() && next.continues() && chosen.get().takes(next)) {
        chosen.get().add(next);
      } else if (chosen.isEmpty() || next.units().getFirst().wall().isBefore(moment)) {
        chosen = Optional.of(FilmStretch.of(next));
      } else {
        break;
      }
    }
    return chosen
        .filter(stretch -> !stretch.units().isEmpty())
        .map(stretch -> new Source(stretch, footage));
  }

  /// A film of single pictures, a second each, whatever time lay between them.
  ///
  /// @param times when each was taken, in order
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Pictures(byte[] mp4, List<Instant> times) {
    public Pictures {
      times = List.copyOf(times);
    }
  }

  /// Masks single pictures, each by what the eye said of its own time.
  ///
  /// @return nothing where there are none
  /// @throws IOException as [Source#mask(MaskedCopies)]
  public static Optional<Pictures> of(Glimpses glimpses, MaskedCopies copies) throws IOException {
    if (glimpses.format().isEmpty()) {
      return Optional.empty();
    }
    var units = new ArrayList<AccessUnit>();
    for (var unit : glimpses.pictures()) {
      units.add(unit.at((long) units.size() * AccessUnit.TICKS_PER_SECOND));
    }
    var copy = copies.mask(glimpses.format().get(), units, glimpses.masks());
    long end = (long) units.size() * AccessUnit.TICKS_PER_SECOND;
    return Optional.of(
        new Pictures(
            FilmFile.write(copy.format(), copy.units(), end),
            copy.units().stream().map(AccessUnit::wall).toList()));
  }

  /// From when its first picture was taken until its last one ended.
  public Span shown() {
    return shown;
  }

  /// How many pictures it has.
  public int pictures() {
    return copy.units().size();
  }

  /// How far its dates may be off, either way.
  public Duration uncertainty() {
    return uncertainty;
  }

  /// The act under which it was recorded, and how long that lets it be kept.
  public Footage.Limit limit() {
    return limit;
  }

  /// All of it as fragmented MP4.
  public byte[] mp4() {
    return FilmFile.write(copy.format(), copy.units(), endTicks);
  }

  /// Its key picture nearest to a moment, as a film of one picture: copies have one each second, so
  /// at most half a second away, and no other coder is needed.
  public byte[] still(Instant moment) {
    var nearest =
        copy.units().stream()
            .filter(AccessUnit::key)
            .min(Comparator.comparing(unit -> Duration.between(unit.wall(), moment).abs()))
            .orElseThrow(() -> new IllegalStateException("a film without a key picture"));
    return FilmFile.write(
        copy.format(), List.of(nearest), nearest.ticks() + AccessUnit.TICKS_PER_SECOND);
  }
}
