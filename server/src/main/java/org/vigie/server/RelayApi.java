package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.relay.RelayAgreement;
import org.vigie.governance.relay.RelayOpening;
import org.vigie.governance.relay.RelaySession;
import org.vigie.governance.relay.Relays;
import org.vigie.model.CameraId;
import org.vigie.server.door.Account;

/// Partners who take streams: what is agreed, who takes what now, and a camera opened to one of
/// them, clear, for some time.
final class RelayApi {

  private static final int LONGEST_REASON = 500;
  private static final int SHORTEST_REASON = 3;
  private static final int USUAL_MINUTES = 30;

  private final Town town;
  private final Relays relays;
  private final Sights sights;

  RelayApi(Town town) {
    this.town = town;
    this.relays = town.governance().relays();
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(answer(Asker.of(request).person()));
  }

  ServerResponse open(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, Order.class);
    var person = Asker.of(request).person();
    var relay =
        relays
            .find(request.pathVariable("relay"))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    var camera = Query.camera(DoorApi.required(order.camera(), "camera", 100));
    var known = sights.get(person, camera);
    var reason = DoorApi.required(order.reason(), "reason", LONGEST_REASON).strip();
    if (reason.length() < SHORTEST_REASON) {
      throw new Problem(ProblemCode.REASON_NEEDED);
    }
    var opening = relays.open(person, relay.name(), known.id(), reason, length(relay, order));
    return Json.answer(HttpStatus.CREATED, answer(opening, person));
  }

  private static Duration length(RelayAgreement relay, Order order) {
    if (order.minutes() == null) {
      return Duration.ofMinutes(Math.min(USUAL_MINUTES, relay.longest().toMinutes()));
    }
    if (order.minutes() < 1) {
      throw Problem.badRequest("minutes should be at least 1");
    }
    return Duration.ofMinutes(order.minutes());
  }

  ServerResponse end(ServerRequest request) throws Refused {
    var person = Asker.of(request).person();
    var id = request.pathVariable("opening");
    if (relays.openings().stream().noneMatch(opening -> opening.id().equals(id))) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    relays.close(person, id);
    return Json.ok(answer(person));
  }

  private RelayList answer(String person) {
    var governance = town.governance();
    boolean sets =
        governance.holds(person, Right.INSPECT)
            || governance.holds(person, Right.CONFIGURE)
            || governance.holds(person, Right.ADMINISTER);
    return new RelayList(
        relays.agreements().stream()
            .filter(one -> sets || one.cameras().stream().anyMatch(c -> sights.mayKnow(person, c)))
            .map(one -> answer(one, person))
            .toList(),
        relays.sessions().stream()
            .filter(one -> one.connections() > 0 && (sets || sights.mayKnow(person, one.camera())))
            .map(this::answer)
            .toList(),
        relays.openings().stream()
            .filter(one -> sets || sights.mayKnow(person, one.camera()))
            .map(one -> answer(one, person))
            .toList(),
        relays.refusals("").times());
  }

  private RelayAnswer answer(RelayAgreement agreement, String person) {
    var refusals = relays.refusals(agreement.name());
    return new RelayAnswer(
        agreement.name(),
        agreement.partner(),
        agreement.reference(),
        agreement.until(),
        !town.clocks().wall().isBefore(agreement.until()),
        agreement.clear(),
        agreement.longest().toMinutes(),
        agreement.cameras().stream().sorted(Comparator.comparing(CameraId::value)).toList(),
        agreement.clear()
            ? agreement.cameras().stream()
                .filter(c -> town.governance().holds(person, Right.RELAY_CLEAR, c))
                .sorted(Comparator.comparing(CameraId::value))
                .toList()
            : List.of(),
        refusals.times(),
        refusals.times() == 0 ? Optional.empty() : Optional.of(refusals.why()));
  }

  private SessionAnswer answer(RelaySession session) {
    return new SessionAnswer(
        session.id(),
        session.relay(),
        partner(session.relay()),
        session.camera(),
        name(session.camera()),
        session.clear(),
        session.since(),
        session.connections(),
        session.pictures(),
        session.dropped());
  }

  private OpeningAnswer answer(RelayOpening opening, String person) {
    return new OpeningAnswer(
        opening.id(),
        opening.relay(),
        partner(opening.relay()),
        opening.camera(),
        name(opening.camera()),
        town.door().find(opening.person()).map(Account::name).orElse(opening.person()),
        opening.since(),
        opening.until(),
        relays.left(opening).toMillis(),
        relays.mayClose(person, opening));
  }

  private String partner(String relay) {
    return relays.find(relay).map(RelayAgreement::partner).orElse(relay);
  }

  private String name(CameraId camera) {
    return town.cameras().find(camera).map(CameraView::name).orElse(camera.value());
  }

  record Order(@Nullable String camera, @Nullable String reason, @Nullable Integer minutes) {}

  /// @param strangers how often somebody was refused who named none of the relays
  record RelayList(
      List<RelayAnswer> relays,
      List<SessionAnswer> sessions,
      List<OpeningAnswer> openings,
      long strangers) {}

  /// @param over whether the agreement has ended
  /// @param mayOpen the cameras that the asker may open to it
  record RelayAnswer(
      String relay,
      String partner,
      String agreement,
      Instant until,
      boolean over,
      boolean clear,
      long longestMinutes,
      List<CameraId> cameras,
      List<CameraId> mayOpen,
      long refused,
      Optional<String> lastRefusal) {}

  record SessionAnswer(
      String session,
      String relay,
      String partner,
      CameraId camera,
      String cameraName,
      boolean clear,
      Instant since,
      int connections,
      long pictures,
      long dropped) {}

  record OpeningAnswer(
      String opening,
      String relay,
      String partner,
      CameraId camera,
      String cameraName,
      String name,
      Instant since,
      Instant until,
      long leftMs,
      boolean mayEnd) {}
}
