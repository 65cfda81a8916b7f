package org.vigie.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.desk.Alert;
import org.vigie.desk.NoClip;
import org.vigie.governance.Actors;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.Span;
import org.vigie.recording.clips.MaskedFilm;
import org.vigie.recording.clips.NewClip;

/// Keeps a masked clip of every alert, once the recording holds it: one at a time, oldest first,
/// while nobody waits for a film. Of one thread.
final class ClipKeeper {

  /// What is kept is what the desk asks for, unless it asks for more.
  static final Duration BEFORE = Duration.ofSeconds(6);

  static final Duration AFTER = Duration.ofSeconds(6);

  /// A part lasts a second and the reel's end is flushed soon after; masks are written at once when
  /// footage is read.
  static final Duration RECORDED_AFTER = AFTER.plusSeconds(4);

  /// How long people's films go first; then it takes its turn, or a busy desk would never have any.
  static final Duration YIELDS_FOR = Duration.ofMinutes(5);

  /// How long what stands in the way may last.
  static final Duration PATIENCE = Duration.ofMinutes(10);

  static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

  /// After each, it rests so many times as long as that took: a copy in full size takes seconds of
  /// a core, and in a street where something is always reported there would be no end of them. So
  /// they take a fifth of a core at most, and come late; until then a clip is cut when it is asked
  /// for.
  static final int RESTS = 4;

  private static final System.Logger LOG = System.getLogger(ClipKeeper.class.getName());
  private static final Duration FIRST_REST = Duration.ofSeconds(15);
  private static final Duration LONGEST_REST = Duration.ofMinutes(2);

  private final Town town;
  private final MaskedFilms films;
  private final Map<Long, Rest> resting = new HashMap<>();
  private Duration restsUntil = Duration.ZERO;

  /// An alert whose clip could not be kept is left alone for a while, so that it holds up no other.
  ///
  /// @param until by elapsed time
  private record Rest(Duration length, Duration until) {}

  ClipKeeper(Town town, MaskedFilms films) {
    this.town = town;
    this.films = films;
  }

  /// Keeps the next clip, if one is due.
  void round() {
    var began = town.clocks().elapsed();
    if (began.compareTo(restsUntil) < 0) {
      return;
    }
    var owed = town.desk().clips().owed();
    resting.keySet().retainAll(owed.stream().map(Alert::id).toList());
    var now = town.clocks().wall();
    var next = owed.stream().filter(alert -> isDue(alert, now)).findFirst();
    if (next.isPresent()) {
      boolean last = now.isBefore(next.get().raised().plus(YIELDS_FOR));
      boolean unused = films.beside(last, () -> tryToKeep(next.get(), now));
      var took = town.clocks().elapsed().minus(began);
      restsUntil = town.clocks().elapsed().plus(took.multipliedBy(RESTS));
    }
  }

  private boolean isDue(Alert alert, Instant now) {
    var rest = resting.get(alert.id());
    return !now.isBefore(alert.at().plus(RECORDED_AFTER))
        && (rest == null || town.clocks().elapsed().compareTo(rest.until()) >= 0);
  }

  private void tryToKeep(Alert alert, Instant now) {
    var obstacle = keep(alert, now);
    if (obstacle.isEmpty()) {
      return;
    }
    if (!now.isBefore(alert.raised().plus(PATIENCE))) {
      town.desk().clips().none(alert.id(), obstacle.get());
      return;
    }
    var before = resting.get(alert.id());
    var twice = before == null ? FIRST_REST : before.length().multipliedBy(2);
    var length = twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
    resting.put(alert.id(), new Rest(length, town.clocks().elapsed().plus(length)));
  }

  /// @return what stands in the way
  private Optional<NoClip> keep(Alert alert, Instant now) {
    var there = town.clips().list().get(alert.id());
    if (there != null) {
      // Kept, and the register could not be told.
      town.desk().clips().kept(alert.id(), there);
      return Optional.empty();
    }
    if (!town.clips().hasRoom()) {
      return Optional.of(NoClip.NO_ROOM);
    }
    var span = new Span(alert.at().minus(BEFORE), alert.at().plus(AFTER));
    if (!hasFootage(alert, span)) {
      return Optional.of(NoClip.NO_FOOTAGE);
    }
    try {
      return keep(alert, span, permit(alert, span), now);
    } catch (LedgerUnavailable | Refused e) {
      return obstacle(NoClip.NOT_WRITTEN, alert, e);
    }
  }

  /// Asked before a permit is, so that the ledger is not told again and again of nothing.
  private boolean hasFootage(Alert alert, Span span) {
    try {
      return !town.recorder().timeline(alert.camera(), span).recorded().isEmpty();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private Permit permit(Alert alert, Span span) throws Refused {
    return town.governance()
        .permit(
            Actors.VIGIE,
            Right.PLAY_BACK,
            Set.of(alert.camera()),
            Optional.of(span),
            "keep the clip of alert " + alert.id());
  }

  private Optional<NoClip> keep(Alert alert, Span span, Permit permit, Instant now) throws Refused {
    MaskedFilm.Source source;
    try (var footage = town.recorder().read(permit, alert.camera(), span)) {
      var found = MaskedFilm.source(footage, alert.at());
      if (found.isEmpty()) {
        return Optional.of(NoClip.NO_FOOTAGE);
      }
      source = found.get();
    } catch (IOException | UncheckedIOException e) {
      return obstacle(NoClip.NO_FOOTAGE, alert, e);
    }
    MaskedFilm film;
    try {
      film = source.mask(town.copies());
    } catch (IOException e) {
      return obstacle(NoClip.NO_EYE, alert, e);
    }
    return write(alert, span, film, now);
  }

  private Optional<NoClip> write(Alert alert, Span span, MaskedFilm film, Instant now) {
    var shown = film.shown();
    var clip =
        new NewClip(
            alert.id(),
            alert.camera(),
            film.limit().act(),
            span,
            shown,
            shown.from().plus(film.limit().retention()),
            film.uncertainty(),
            film.mp4(),
            film.still(alert.at()));
    try {
      var kept = town.clips().keep(clip, now);
      if (kept.isPresent()) {
        town.desk().clips().kept(alert.id(), kept.get().until());
      } else {
        town.desk().clips().ended(alert.id());
      }
      return Optional.empty();
    } catch (IOException e) {
      return obstacle(NoClip.NOT_WRITTEN, alert, e);
    }
  }

  private static Optional<NoClip> obstacle(NoClip what, Alert alert, Exception e) {
    LOG.log(
        Level.WARNING,
        "The clip of alert {0} could not be kept yet: {1}",
        alert.id(),
        e.getMessage());
    return Optional.of(what);
  }
}
