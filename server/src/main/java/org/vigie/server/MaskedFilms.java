package org.vigie.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Span;
import org.vigie.recording.Glimpses;
import org.vigie.recording.clips.KeptClip;
import org.vigie.recording.clips.MaskedFilm;

/// Makes masked films of recorded footage: leave from governance, footage from the recorder, masked
/// copy by the eye, fragmented MP4. Two at a time; the clear footage is in memory only, and only
/// meanwhile. Films of alerts that were kept are only opened.
///
/// Safe for any thread.
final class MaskedFilms {

  /// As much as [MaskedCopies] takes.
  static final Duration LONGEST = MaskedFilm.LONGEST;

  private static final System.Logger LOG = System.getLogger(MaskedFilms.class.getName());
  private static final int LANES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Town town;
  private final Semaphore lanes = new Semaphore(LANES, true);

  MaskedFilms(Town town) {
    this.town = town;
  }

  /// Which of the recorded pictures a film has.
  enum Pictures {
    ALL,
    /// Those that are coded without others, about one a second: for looking faster than could be
    /// masked otherwise.
    KEY
  }

  /// A film, from when its first picture was taken until its last one ended, and how far dates may
  /// be off.
  record Film(byte[] bytes, Span shown, Duration uncertainty) {

    ServerResponse answer() {
      return ServerResponse.ok()
          .contentType(MediaType.valueOf("video/mp4"))
          .header("X-Vigie-Start", shown.from().toString())
          .header("X-Vigie-End", shown.to().toString())
          .header("X-Vigie-Uncertainty-Ms", String.valueOf(uncertainty.toMillis()))
          .body(bytes);
    }
  }

  /// Makes the film of the unbroken stretch of `span` in which `moment` lies, or else of the first.
  ///
  /// @param reason the motive, for the ledger
  /// @throws Problem if there is no footage, or it cannot be masked now
  Film make(String person, CameraId camera, Span span, Instant moment, String reason)
      throws Refused, IOException {
    return make(person, camera, span, moment, reason, Pictures.ALL);
  }

  /// The same with all pictures, or some.
  Film make(
      String person, CameraId camera, Span span, Instant moment, String reason, Pictures pictures)
      throws Refused, IOException {
    var permit =
        town.governance()
            .permit(person, Right.PLAY_BACK, Set.of(camera), Optional.of(span), reason);
    requireOpen(permit, camera, span, moment);
    requireLane();
    try (var footage = town.recorder().read(permit, camera, span)) {
      var source =
          MaskedFilm.source(footage, moment)
              .orElseThrow(
                  () -> new Problem(missing(permit, camera, span), "camera", camera.value()));
      var film = mask(pictures == Pictures.KEY ? source.keysOnly() : source, MaskEdits.NONE);
      return new Film(film.mp4(), film.shown(), film.uncertainty());
    } finally {
      lanes.release();
    }
  }

  /// Makes a film of single pictures of a span, evenly spread: what is shown while somebody drags
  /// along it.
  ///
  /// @param count at most so many
  /// @param reason the motive, for the ledger
  /// @throws Problem if there is no footage, or it cannot be masked now
  MaskedFilm.Pictures glimpses(String person, CameraId camera, Span span, int count, String reason)
      throws Refused, IOException {
    var permit =
        town.governance()
            .permit(person, Right.PLAY_BACK, Set.of(camera), Optional.of(span), reason);
    requireLane();
    try {
      var glimpses = town.recorder().glimpses(permit, camera, span, count);
      return masked(glimpses)
          .orElseThrow(() -> new Problem(missing(permit, camera, span), "camera", camera.value()));
    } finally {
      lanes.release();
    }
  }

  private Optional<MaskedFilm.Pictures> masked(Glimpses glimpses) {
    try {
      return MaskedFilm.of(glimpses, town.copies());
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /// Makes the masked film of the first unbroken stretch of `span`, changed by hand.
  ///
  /// @param permit to ANSWER_ACCESS, not used yet
  /// @param edits what was drawn, on the source's ticks
  /// @throws Problem if there is no footage, or it cannot be masked now
  MaskedFilm edited(
      Permit permit, CameraId camera, Span span, Function<MaskedFilm.Source, MaskEdits> edits)
      throws Refused, IOException {
    requireOpen(permit, camera, span, span.from());
    requireLane();
    try (var footage = town.recorder().read(permit, camera, span)) {
      var source =
          MaskedFilm.source(footage, span.from())
              .orElseThrow(
                  () -> new Problem(missing(permit, camera, span), "camera", camera.value()));
      return mask(source, edits.apply(source));
    } finally {
      lanes.release();
    }
  }

  /// A moment that is sealed for whoever asks is refused, also where footage before it could be
  /// shown
  /// instead. Addresses give moments to the millisecond, reels begin between two.
  private void requireOpen(Permit permit, CameraId camera, Span span, Instant moment)
      throws IOException {
    boolean sealed =
        town.recorder().sealed(permit, camera, span).stream()
            .anyMatch(
                reel ->
                    !reel.span().from().isAfter(moment.plusMillis(1))
                        && reel.span().to().isAfter(moment));
    if (sealed) {
      throw new Problem(ProblemCode.SEALED, "camera", camera.value());
    }
  }

  private ProblemCode missing(Permit permit, CameraId camera, Span span) {
    try {
      return town.recorder().sealed(permit, camera, span).isEmpty()
          ? ProblemCode.NO_FOOTAGE
          : ProblemCode.SEALED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes copies for whoever needs many, each in a lane of its own, so that others' films come in
  /// between. Throws [Problem] where one cannot be made now.
  MaskedCopies oneByOne() {
    return (format, units, masks, edits) -> {
      requireLane();
      try {
        return town.copies().mask(format, units, masks, edits);
      } catch (IOException e) {
        throw unavailable(e);
      } finally {
        lanes.release();
      }
    };
  }

  private MaskedFilm mask(MaskedFilm.Source source, MaskEdits edits) {
    try {
      return source.mask(town.copies(), edits);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static Problem unavailable(IOException e) {
    LOG.log(Level.WARNING, "A masked copy could not be made: {0}", e.getMessage());
    return new Problem(ProblemCode.MASKING_UNAVAILABLE, "reason", String.valueOf(e.getMessage()));
  }

  private void requireLane() {
    boolean free = false;
    try {
      free = lanes.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!free) {
      throw new Problem(ProblemCode.MASKING_BUSY);
    }
  }

  /// Opens the film of a kept clip: the same leave as for one that is made.
  ///
  /// @param reason the motive, for the ledger
  /// @return nothing if the clip has gone meanwhile or cannot be read
  Optional<Film> kept(String person, KeptClip clip, String reason) throws Refused {
    permit(person, Right.PLAY_BACK, clip, reason);
    return opened(clip, () -> town.clips().film(clip.alert()))
        .map(bytes -> new Film(bytes, clip.shown(), clip.uncertainty()));
  }

  /// Opens the still of a kept clip: one picture, with the dates of its clip.
  ///
  /// @param right PLAY_BACK, or ATTEND of whoever is outside
  /// @param reason the motive, for the ledger
  /// @return nothing if the clip has gone meanwhile or cannot be read
  Optional<Film> still(String person, Right right, KeptClip clip, String reason) throws Refused {
    permit(person, right, clip, reason);
    return opened(clip, () -> town.clips().still(clip.alert()))
        .map(bytes -> new Film(bytes, clip.shown(), clip.uncertainty()));
  }

  private void permit(String person, Right right, KeptClip clip, String reason) throws Refused {
    town.governance()
        .permit(person, right, Set.of(clip.camera()), Optional.of(clip.asked()), reason)
        .use(right, clip.camera(), clip.asked());
  }

  private interface Opening {
    byte[] bytes() throws IOException;
  }

  private static Optional<byte[]> opened(KeptClip clip, Opening opening) {
    try {
      return Optional.of(opening.bytes());
    } catch (NoSuchElementException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "The kept clip of alert {0} cannot be read: {1}",
          clip.alert(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /// Does work of the same kind that nobody waits for, in one of the lanes, so that a person's film
  /// finds the other free.
  ///
  /// @param last whether it waits until nobody's film is being made
  /// @return whether it was done
  boolean beside(boolean last, Runnable work) {
    if (last && lanes.availablePermits() < LANES || !lanes.tryAcquire()) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      lanes.release();
    }
  }
}
