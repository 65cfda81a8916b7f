package org.vigie.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.server.door.Assertion;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.PasskeyChallenge;
import org.vigie.server.door.Site;

/// Passkeys: made and removed on one's own account, and asked at the door.
final class PasskeyApi {

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int AT_ONCE = 30;
  private static final int LONGEST_NAME = 60;

  /// What a browser sends of a passkey; the largest attestations are certificates of some KiB.
  private static final int LONGEST = 16_000;

  private final Town town;
  private final Door door;
  private final DoorApi doorApi;
  private final Allowance challenges;

  PasskeyApi(Town town, DoorApi doorApi) {
    this.town = town;
    this.door = town.door();
    this.doorApi = doorApi;
    this.challenges = new Allowance(town.clocks(), AT_ONCE, EVERY);
  }

  ServerResponse offer(ServerRequest request) throws DoorRefused {
    return Json.ok(answer(door.offerPasskey(Asker.of(request), site(request))));
  }

  ServerResponse confirm(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, NewPasskey.class);
    var codes =
        door.addPasskey(
            Asker.of(request),
            DoorApi.required(order.token(), "token", 100),
            DoorApi.required(order.name(), "name", LONGEST_NAME).strip(),
            bytes(order.clientData(), "client_data"),
            bytes(order.attestation(), "attestation"));
    return Json.ok(new AccountApi.RecoveryCodes(codes));
  }

  ServerResponse remove(ServerRequest request) throws DoorRefused {
    door.removePasskey(Asker.of(request), request.pathVariable("passkey"));
    return ServerResponse.noContent().build();
  }

  ServerResponse begin(ServerRequest request) throws DoorRefused {
    var wait = challenges.take(Asker.caller(request).address());
    if (wait.isPresent()) {
      throw new Problem(
          ProblemCode.TOO_MANY_TRIES,
          "seconds",
          String.valueOf(wait.get().plusMillis(999).toSeconds()));
    }
    return Json.ok(answer(door.askPasskey(site(request))));
  }

  ServerResponse signIn(ServerRequest request) throws IOException, DoorRefused {
    var assertion = Json.read(request, AssertionOrder.class).assertion();
    return doorApi.signedIn(
        door.signInByPasskey(
            assertion,
            DoorCookie.Kind.STEP.token(request.servletRequest()),
            Asker.caller(request)));
  }

  /// The one that the town names; else the one that the browser asked for. Whoever sends another
  /// name in a request gets a challenge that no browser will have answered there.
  private Site site(ServerRequest request) throws DoorRefused {
    var named = door.settings().address();
    if (named.isPresent()) {
      return Site.of(named.get());
    }
    var scheme = town.settings().tls().isPresent() ? "https" : "http";
    var host = request.headers().firstHeader(HttpHeaders.HOST);
    try {
      return Site.of(URI.create(scheme + "://" + host));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the header Host should name this server");
    }
  }

  private static PasskeyAsked answer(PasskeyChallenge challenge) {
    return new PasskeyAsked(
        challenge.token(),
        letters(challenge.challenge()),
        challenge.site(),
        letters(challenge.user()),
        challenge.known().stream().map(PasskeyApi::letters).toList(),
        PasskeyChallenge.ALGORITHMS);
  }

  private static String letters(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(@Nullable String letters, String field) {
    try {
      return Base64.getUrlDecoder().decode(DoorApi.required(letters, field, LONGEST));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(field + " should be Base 64 as addresses have it");
    }
  }

  record PasskeyAsked(
      String token,
      String challenge,
      String site,
      String user,
      List<String> known,
      List<Long> algorithms) {}

  record NewPasskey(
      @Nullable String token,
      @Nullable String name,
      @Nullable String clientData,
      @Nullable String attestation) {}

  record AssertionOrder(
      @Nullable String token,
      @Nullable String credential,
      @Nullable String clientData,
      @Nullable String authenticatorData,
      @Nullable String signature,
      @Nullable String userHandle) {

    Assertion assertion() {
      return new Assertion(
          DoorApi.required(token, "token", 100),
          bytes(credential, "credential"),
          bytes(clientData, "client_data"),
          bytes(authenticatorData, "authenticator_data"),
          bytes(signature, "signature"),
          userHandle == null || userHandle.isEmpty()
              ? new byte[0]
              : bytes(userHandle, "user_handle"));
    }
  }
}
