package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.source.SourceOpening;
import org.vigie.governance.source.Sources;
import org.vigie.governance.source.TimedSource;
import org.vigie.model.CameraId;
import org.vigie.model.SourceKind;
import org.vigie.server.door.Account;

/// Drones and worn cameras: which of them film now, and who has opened them.
final class SourceApi {

  private static final int LONGEST_REASON = 500;
  private static final int SHORTEST_REASON = 3;

  private final Town town;
  private final Sources sources;
  private final Sights sights;

  SourceApi(Town town) {
    this.town = town;
    this.sources = town.governance().sources();
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(answer(Asker.of(request).person()));
  }

  ServerResponse open(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, Order.class);
    var person = Asker.of(request).person();
    var source = source(request, person);
    var reason = DoorApi.required(order.reason(), "reason", LONGEST_REASON).strip();
    if (reason.length() < SHORTEST_REASON) {
      throw new Problem(ProblemCode.REASON_NEEDED);
    }
    if (order.minutes() == null || order.minutes() < 1) {
      throw Problem.badRequest("minutes should be at least 1");
    }
    var unused = sources.open(person, source.camera(), reason, Duration.ofMinutes(order.minutes()));
    return Json.answer(HttpStatus.CREATED, answer(person));
  }

  ServerResponse end(ServerRequest request) throws Refused {
    var person = Asker.of(request).person();
    if (!sources.close(person, source(request, person).camera())) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return Json.ok(answer(person));
  }

  private TimedSource source(ServerRequest request, String person) {
    var known = sights.get(person, Query.camera(request));
    return sources.find(known.id()).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private SourceList answer(String person) {
    return new SourceList(
        sources.list().stream()
            .filter(source -> sights.mayKnow(person, source.camera()))
            .map(source -> answer(source, person))
            .toList());
  }

  private SourceAnswer answer(TimedSource source, String person) {
    var camera = source.camera();
    var act = town.governance().coveringAct(camera, town.clocks().wall());
    return new SourceAnswer(
        camera,
        town.cameras().find(camera).map(CameraView::name).orElse(camera.value()),
        source.kind(),
        source.streams(),
        source.longest().toMinutes(),
        act.map(RecordingAct::number),
        act.map(RecordingAct::retention).map(Duration::toHours),
        source.streams() && act.isPresent() && town.governance().holds(person, Right.STEER, camera),
        sources.opening(camera).map(opening -> answer(opening, person)));
  }

  private OpenAnswer answer(SourceOpening opening, String person) {
    return new OpenAnswer(
        opening.id(),
        town.door().find(opening.person()).map(Account::name).orElse(opening.person()),
        opening.reason(),
        opening.act(),
        opening.at(),
        opening.until(),
        sources.left(opening).toMillis(),
        sources.mayEnd(person, opening));
  }

  record Order(@Nullable String reason, @Nullable Integer minutes) {}

  record SourceList(List<SourceAnswer> sources) {}

  /// @param streams whether it can be opened; else its footage comes as files
  /// @param act that covers it now, whether or not it films
  /// @param mayOpen whether the asker may
  record SourceAnswer(
      CameraId camera,
      String cameraName,
      SourceKind kind,
      boolean streams,
      long longestMinutes,
      Optional<String> act,
      Optional<Long> retentionHours,
      boolean mayOpen,
      Optional<OpenAnswer> opening) {}

  record OpenAnswer(
      String opening,
      String name,
      String reason,
      String act,
      Instant since,
      Instant until,
      long leftMs,
      boolean mayEnd) {}
}
