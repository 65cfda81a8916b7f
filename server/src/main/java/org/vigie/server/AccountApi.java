package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertQuery;
import org.vigie.server.door.Account;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.Passkey;
import org.vigie.server.door.Proof;

/// What a person sees and changes of their own account.
final class AccountApi {

  static final String PRESENCE = "/api/me/presence";

  /// More alerts than that wait nowhere, or it makes no difference.
  private static final int MOST_COUNTED = 500;

  /// Nobody's telephone is idle for longer than a session lasts.
  private static final int LONGEST_IDLE_SECONDS = 24 * 3_600;

  private final Town town;
  private final Door door;
  private final Sights sights;
  private final SessionCookie cookie;

  AccountApi(Town town, SessionCookie cookie) {
    this.town = town;
    this.door = town.door();
    this.sights = new Sights(town);
    this.cookie = cookie;
  }

  ServerResponse me(ServerRequest request) {
    return Json.ok(MeAnswer.of(town, Asker.of(request)));
  }

  ServerResponse changePassword(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, PasswordChange.class);
    // Who has no password yet has none to give.
    var current = order.current() == null ? "" : order.current();
    var next = DoorApi.required(order.next(), "next", 200);
    var token = door.changePassword(Asker.of(request), current, next, Asker.caller(request));
    return ServerResponse.noContent().header(HttpHeaders.SET_COOKIE, cookie.of(token)).build();
  }

  ServerResponse sessions(ServerRequest request) {
    var asker = Asker.of(request);
    return Json.ok(
        new SessionAnswer.SessionList(
            door.sessions().list(asker.person()).stream()
                .map(session -> SessionAnswer.own(session, asker))
                .toList()));
  }

  ServerResponse endSession(ServerRequest request) throws DoorRefused {
    door.sessions().end(Asker.of(request), request.pathVariable("session"));
    return ServerResponse.noContent().build();
  }

  ServerResponse endOtherSessions(ServerRequest request) {
    door.sessions().endOthers(Asker.of(request));
    return ServerResponse.noContent().build();
  }

  ServerResponse lock(ServerRequest request) throws DoorRefused {
    door.sessions().lock(Asker.of(request));
    return ServerResponse.noContent().build();
  }

  ServerResponse lockFacts(ServerRequest request) {
    var person = Asker.of(request).person();
    var known = sights.ids(person);
    long waiting =
        town
            .desk()
            .list(AlertQuery.NEWEST.states(Set.of(Alert.State.WAITING)).limit(MOST_COUNTED))
            .stream()
            .filter(alert -> known.contains(alert.camera()))
            .count();
    var account = door.find(person);
    var factors = door.factors(person);
    return Json.ok(
        new LockAnswer(
            account.map(Account::name).orElse(person),
            account.filter(Account::hasPassword).isPresent(),
            factors.app().isPresent(),
            !factors.passkeys().isEmpty(),
            door.canUseProvider(person),
            waiting));
  }

  ServerResponse presence(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, PresenceOrder.class);
    var idle = Duration.ofSeconds(Math.clamp(order.idleS(), 0, LONGEST_IDLE_SECONDS));
    var presence = door.sessions().present(Asker.of(request), idle);
    return Json.ok(new PresenceAnswer(presence.locked(), presence.left().toSeconds()));
  }

  ServerResponse prove(ServerRequest request) throws IOException, DoorRefused {
    var signedIn = Asker.of(request);
    var proof = Json.read(request, ProofOrder.class).proof();
    return Json.ok(MeAnswer.of(town, door.prove(signedIn, proof, Asker.caller(request))));
  }

  ServerResponse factors(ServerRequest request) {
    var asker = Asker.of(request);
    var factors = door.factors(asker.person());
    return Json.ok(
        new FactorsAnswer(
            door.settings().secondFactorRequired(),
            factors.app(),
            factors.passkeys(),
            factors.codesLeft()));
  }

  ServerResponse offerApp(ServerRequest request) throws DoorRefused {
    var offer = door.offerApp(Asker.of(request), "Vigie " + town.settings().town());
    return Json.ok(new AppOffer(offer.token(), offer.key(), QrCode.svg(offer.address())));
  }

  ServerResponse confirmApp(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, AppConfirmation.class);
    var token = DoorApi.required(order.token(), "token", 100);
    var code = DoorApi.required(order.code(), "code", 40);
    return Json.ok(new RecoveryCodes(door.setUpApp(Asker.of(request), token, code)));
  }

  ServerResponse removeApp(ServerRequest request) throws DoorRefused {
    door.removeApp(Asker.of(request));
    return ServerResponse.noContent().build();
  }

  ServerResponse newRecoveryCodes(ServerRequest request) throws DoorRefused {
    return Json.ok(new RecoveryCodes(door.newRecoveryCodes(Asker.of(request))));
  }

  record PasswordChange(@Nullable String current, @Nullable String next) {}

  record LockAnswer(
      String name,
      boolean password,
      boolean app,
      boolean passkey,
      boolean provider,
      long waiting) {}

  record PresenceOrder(int idleS) {}

  record PresenceAnswer(boolean locked, long leftS) {}

  record ProofOrder(
      @Nullable String password,
      @Nullable String code,
      PasskeyApi.@Nullable AssertionOrder passkey) {

    Proof proof() {
      if (passkey != null) {
        return new Proof.Passkey(passkey.assertion());
      }
      return code == null
          ? new Proof.Password(DoorApi.required(password, "password, code or passkey", 200))
          : new Proof.Code(DoorApi.required(code, "code", 40));
    }
  }

  record FactorsAnswer(
      boolean required, Optional<Instant> app, List<Passkey> passkeys, int codesLeft) {}

  record AppOffer(String token, String key, String qr) {}

  record AppConfirmation(@Nullable String token, @Nullable String code) {}

  record RecoveryCodes(List<String> codes) {}
}
