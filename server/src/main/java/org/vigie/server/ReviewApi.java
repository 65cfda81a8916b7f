package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.model.Span;
import org.vigie.recording.Timeline;
import org.vigie.server.Answers.StretchAnswer;

/// The time line of a camera, and its recorded pictures: masked, or clear for whoever holds a lift.
final class ReviewApi {

  private static final Duration LONGEST_TIMELINE = Duration.ofDays(32);

  private final Town town;
  private final Sights sights;
  private final MaskedFilms films;
  private final ClearFilms clear;

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

  record GapAnswer(Instant from, Instant to, GapReason reason, String detail) {

    static GapAnswer of(Gap gap) {
      return new GapAnswer(gap.from(), gap.to(), gap.reason(), gap.detail());
    }
  }
}
