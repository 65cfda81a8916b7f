package org.vigie.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.outside.OutsideSignal;
import org.vigie.desk.outside.OutsideSignals;
import org.vigie.desk.outside.OutsideSource;
import org.vigie.desk.outside.SourceStanding;
import org.vigie.governance.Refused;
import org.vigie.model.CameraId;

/// What systems outside say: taken when it is signed, shown to people, and used for nothing else.
final class SignalApi {

  private static final int MOST_BYTES = 4096;

  private final Town town;
  private final OutsideSignals signals;

  SignalApi(Town town) {
    this.town = town;
    this.signals = town.desk().outside();
  }

  ServerResponse take(ServerRequest request) throws IOException {
    var source = signals.source(request.pathVariable("source"));
    var body = Texts.body(request, MOST_BYTES);
    var id = header(request, "webhook-id");
    boolean signed =
        source.isPresent()
            && id.length() <= 200
            && source
                .get()
                .signed(
                    id,
                    header(request, "webhook-timestamp"),
                    header(request, "webhook-signature"),
                    body.getBytes(StandardCharsets.UTF_8),
                    town.clocks().wall());
    if (!signed) {
      // Whether there is such a source is nobody's business.
      throw new Problem(ProblemCode.SIGNAL_NOT_SIGNED);
    }
    var known = source.orElseThrow();
    return switch (taken(known, id, body)) {
      case SHOWN, KNOWN -> ServerResponse.status(HttpStatus.ACCEPTED).build();
      case DROPPED -> throw new Problem(ProblemCode.TOO_MANY_TRIES, "seconds", "60");
    };
  }

  private OutsideSignals.Taken taken(OutsideSource source, String id, String body) {
    try {
      return take(source, id, Json.parse(body, Order.class));
    } catch (Problem e) {
      signals.refused(source);
      throw e;
    }
  }

  private OutsideSignals.Taken take(OutsideSource source, String id, Order order) {
    var kind = DoorApi.required(order.kind(), "kind", 40);
    if (!kind.matches("[a-z0-9][a-z0-9-]*")) {
      throw Problem.badRequest("kind should be lower-case letters, digits and hyphens");
    }
    var text =
        DoorApi.required(order.text(), "text", OutsideSignals.LONGEST_TEXT)
            .replaceAll("[\\p{C}\\s]+", " ")
            .strip();
    var camera = Optional.ofNullable(order.camera()).map(Query::camera);
    if (camera.isPresent() && !source.cameras().contains(camera.get())) {
      throw new Problem(ProblemCode.NO_SUCH_CAMERA, "camera", camera.get().value());
    }
    return signals.take(source, id, camera, kind, text);
  }

  private static String header(ServerRequest request, String name) {
    var value = request.headers().firstHeader(name);
    return value == null ? "" : value;
  }

  ServerResponse list(ServerRequest request) {
    var person = Asker.of(request).person();
    return Json.ok(
        new SignalList(
            signals.list().stream()
                .filter(signal -> signals.maySee(person, signal))
                .map(this::answer)
                .toList()));
  }

  private SignalAnswer answer(OutsideSignal signal) {
    return new SignalAnswer(
        String.valueOf(signal.id()),
        signal.source(),
        signals.source(signal.source()).map(OutsideSource::label).orElse(signal.source()),
        signal.camera(),
        signal.camera().map(c -> town.cameras().find(c).map(CameraView::name).orElse(c.value())),
        signal.kind(),
        signal.text(),
        signal.at(),
        signals.dropped(signal.source()));
  }

  ServerResponse sources(ServerRequest request) {
    return Json.ok(new SourceList(signals.standing().stream().map(SourceAnswer::of).toList()));
  }

  ServerResponse acknowledge(ServerRequest request) throws Refused {
    var person = Asker.of(request).person();
    long id = Query.number(request.pathVariable("signal"), ProblemCode.NOT_FOUND, "signal");
    if (!signals.acknowledge(person, id)) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return list(request);
  }

  record Order(@Nullable String camera, @Nullable String kind, @Nullable String text) {}

  record SourceList(List<SourceAnswer> sources) {}

  record SourceAnswer(
      String source,
      String sourceName,
      OutsideSource.Way way,
      long shown,
      long refused,
      long dropped,
      Optional<Instant> last,
      Optional<String> trouble) {

    static SourceAnswer of(SourceStanding standing) {
      return new SourceAnswer(
          standing.name(),
          standing.label(),
          standing.way(),
          standing.shown(),
          standing.refused(),
          standing.dropped(),
          standing.last(),
          standing.trouble());
    }
  }

  record SignalList(List<SignalAnswer> signals) {}

  /// @param dropped what of its source was not shown because it was too much
  record SignalAnswer(
      String signal,
      String source,
      String sourceName,
      Optional<CameraId> camera,
      Optional<String> cameraName,
      String kind,
      String text,
      Instant at,
      long dropped) {}
}
