package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.model.Span;
import org.vigie.recording.Movement;
import org.vigie.recording.Timeline;
import org.vigie.server.Answers.StretchAnswer;

/// The time line of a camera, and its recorded pictures: masked, or clear for whoever holds a lift.
final class ReviewApi {

  private static final Duration LONGEST_TIMELINE = Duration.ofDays(32);
  private static final Duration LONGEST_GLIMPSES = Duration.ofHours(25);
  private static final int MOST_GLIMPSES = 96;
  private static final Duration LONGEST_MOVEMENT = Duration.ofHours(25);

  /// A day's masks are some hundred megabytes to decipher; so many people at once.
  private static final int SCANS = 4;

  private final Town town;
  private final Sights sights;
  private final MaskedFilms films;
  private final ClearFilms clear;
  private final Semaphore scanning = new Semaphore(SCANS);

  ReviewApi(Town town, MaskedFilms films) {
    this.town = town;
    this.sights = new Sights(town);
    this.films = films;
    this.clear = new ClearFilms(town);
  }

  ServerResponse timeline(ServerRequest request) {
    var camera = camera(request);
    var span = Query.span(request, LONGEST_TIMELINE);
    var timeline = town.recorder().timeline(camera, span);
    return Json.ok(TimelineAnswer.of(timeline, span, town.recorder().sealedSpans(camera, span)));
  }

  ServerResponse playback(ServerRequest request) throws Refused, IOException {
    var camera = camera(request);
    var span = Query.span(request, MaskedFilms.LONGEST);
    var person = Asker.of(request).person();
    var lift = request.param("lift");
    if (lift.isPresent()) {
      // Its reason was given with the lift.
      var permit =
          town.governance()
              .lifts()
              .permit(person, lift.get(), camera, false)
              .orElseThrow(() -> new Problem(ProblemCode.LIFT_OVER));
      return clear.make(permit, camera, span).answer();
    }
    var reason = Query.reason(request.param("reason").orElse(""));
    var pictures =
        Query.word(request, "pictures", MaskedFilms.Pictures.class)
            .orElse(MaskedFilms.Pictures.ALL);
    return films.make(person, camera, span, span.from(), reason, pictures).answer();
  }

  /// Single masked pictures of a stretch, for whoever drags along its bar: one permit and one entry
  /// for all of them.
  ServerResponse glimpses(ServerRequest request) throws Refused, IOException {
    var camera = camera(request);
    var span = Query.span(request, LONGEST_GLIMPSES);
    var reason = Query.reason(request.param("reason").orElse(""));
    int count = (int) Query.whole(request, "count", 1, MOST_GLIMPSES, MOST_GLIMPSES);
    var made = films.glimpses(Asker.of(request).person(), camera, span, count, reason);
    return ServerResponse.ok()
        .contentType(MediaType.valueOf("video/mp4"))
        .header("X-Vigie-Start", made.times().getFirst().toString())
        .header(
            "X-Vigie-Times",
            made.times().stream()
                .map(time -> String.valueOf(time.toEpochMilli()))
                .collect(Collectors.joining(",")))
        .body(made.mp4());
  }

  /// When something moved in a stretch.
  ServerResponse movement(ServerRequest request) throws Refused, IOException {
    var camera = camera(request);
    var span = Query.span(request, LONGEST_MOVEMENT);
    var reason = Query.reason(request.param("reason").orElse(""));
    var person = Asker.of(request).person();
    var permit =
        town.governance()
            .permit(person, Right.PLAY_BACK, Set.of(camera), Optional.of(span), reason);
    if (!scanning.tryAcquire()) {
      throw new Problem(ProblemCode.MASKING_BUSY);
    }
    try {
      return Json.ok(
          MovementAnswer.of(camera, span, town.recorder().movement(permit, camera, span)));
    } finally {
      scanning.release();
    }
  }

  private CameraId camera(ServerRequest request) {
    return sights.get(Asker.of(request).person(), Query.camera(request)).id();
  }

  record TimelineAnswer(
      CameraId camera,
      Instant from,
      Instant to,
      List<StretchAnswer> recorded,
      List<GapAnswer> gaps,
      List<StretchAnswer> deleted,
      List<StretchAnswer> sealed) {

    static TimelineAnswer of(Timeline timeline, Span asked, List<Span> sealed) {
      return new TimelineAnswer(
          timeline.camera(),
          asked.from(),
          asked.to(),
          timeline.recorded().stream().map(TimelineAnswer::stretch).toList(),
          timeline.gaps().stream().map(GapAnswer::of).toList(),
          timeline.deleted().stream().map(TimelineAnswer::stretch).toList(),
          sealed.stream().map(TimelineAnswer::stretch).toList());
    }

    private static StretchAnswer stretch(Span span) {
      return new StretchAnswer(span.from(), span.to());
    }
  }

  /// The schema `Movement`.
  record MovementAnswer(
      CameraId camera,
      Instant from,
      Instant to,
      List<StretchAnswer> moments,
      List<StretchAnswer> unknown,
      double hidden) {

    static MovementAnswer of(CameraId camera, Span asked, Movement movement) {
      return new MovementAnswer(
          camera,
          asked.from(),
          asked.to(),
          movement.moments().stream().map(TimelineAnswer::stretch).toList(),
          movement.unknown().stream().map(TimelineAnswer::stretch).toList(),
          movement.hidden());
    }
  }

  record GapAnswer(Instant from, Instant to, GapReason reason, String detail) {

    static GapAnswer of(Gap gap) {
      return new GapAnswer(gap.from(), gap.to(), gap.reason(), gap.detail());
    }
  }
}
