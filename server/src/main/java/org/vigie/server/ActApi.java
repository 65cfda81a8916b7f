package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.ActOrder;
import org.vigie.governance.ActStanding;
import org.vigie.governance.ActState;
import org.vigie.governance.Refused;
import org.vigie.server.door.Account;

/// The town's acts with where each stands: listed for everybody who is signed in, suspended,
/// resumed and revoked by whoever administers.
final class ActApi {

  private static final int LONGEST_NUMBER = 200;

  private final Town town;

  ActApi(Town town) {
    this.town = town;
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(answer());
  }

  ServerResponse suspend(ServerRequest request) throws IOException, Refused {
    return order(request, ActOrder.SUSPENDED);
  }

  ServerResponse resume(ServerRequest request) throws IOException, Refused {
    return order(request, ActOrder.NONE);
  }

  ServerResponse revoke(ServerRequest request) throws IOException, Refused {
    return order(request, ActOrder.REVOKED);
  }

  private ServerResponse order(ServerRequest request, ActOrder what) throws IOException, Refused {
    var order = Json.read(request, ActOrderGiven.class);
    var number = DoorApi.required(order.number(), "number", LONGEST_NUMBER);
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    town.governance().order(what, Asker.of(request).person(), number, reason);
    return Json.ok(answer());
  }

  private ActList answer() {
    var now = town.clocks().wall();
    var profile = town.governance().profile();
    return new ActList(
        profile.name(),
        profile.version(),
        town.governance().standing().stream().map(act -> answer(act, now)).toList());
  }

  private StandingAnswer answer(ActStanding act, Instant now) {
    return new StandingAnswer(
        act.number(),
        act.authority(),
        act.detection() ? Kind.DETECTION : Kind.RECORDING,
        act.from(),
        act.until(),
        Math.max(0, Duration.between(now, act.until()).toDays()),
        act.state(),
        Optional.of(act.signedBy()).filter(key -> !key.isEmpty()),
        act.since(),
        act.person().map(id -> town.door().find(id).map(Account::name).orElse(id)),
        act.reason());
  }

  enum Kind {
    RECORDING,
    DETECTION
  }

  record ActList(String profile, int profileVersion, List<StandingAnswer> acts) {}

  record StandingAnswer(
      String number,
      String authority,
      Kind kind,
      Instant from,
      Instant to,
      long daysLeft,
      ActState state,
      Optional<String> signedBy,
      Optional<Instant> since,
      Optional<String> name,
      Optional<String> reason) {}

  record ActOrderGiven(@Nullable String number, @Nullable String reason) {}
}
