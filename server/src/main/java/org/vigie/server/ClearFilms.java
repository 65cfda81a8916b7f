package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.recording.clips.ClearFilm;
import org.vigie.recording.clips.MaskedFilm;

/// Makes clear films of recorded footage for whoever holds a lift: the recorder's own pictures,
/// nothing coded anew. Two at a time, beside the masked ones, so that nobody who needs to see waits
/// for masks.
///
/// Safe for any thread.
final class ClearFilms {

  private static final int LANES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Town town;
  private final Semaphore lanes = new Semaphore(LANES);

  ClearFilms(Town town) {
    this.town = town;
  }

  /// Makes the film of the unbroken stretch of `span` that it begins with, or else of the first.
  ///
  /// @param permit a lift's
  /// @throws Problem if there is no footage, or some of what begins there is sealed
  MaskedFilms.Film make(Permit permit, CameraId camera, Span span) throws Refused, IOException {
    if (!town.recorder().sealed(permit, camera, span).isEmpty()) {
      throw new Problem(ProblemCode.SEALED, "camera", camera.value());
    }
    requireLane();
    try (var footage = town.recorder().read(permit, camera, span)) {
      var film =
          MaskedFilm.source(footage, span.from())
              .map(MaskedFilm.Source::clear)
              .orElseThrow(() -> new Problem(ProblemCode.NO_FOOTAGE, "camera", camera.value()));
      return film(film);
    } finally {
      lanes.release();
    }
  }

  private static MaskedFilms.Film film(ClearFilm film) {
    return new MaskedFilms.Film(film.mp4(), film.shown(), film.uncertainty());
  }

  private void requireLane() {
    boolean free = false;
    try {
      free = lanes.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!free) {
      throw new Problem(ProblemCode.UNAVAILABLE);
    }
  }
}
