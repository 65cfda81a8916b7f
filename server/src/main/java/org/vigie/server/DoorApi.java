package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.server.door.Account;
import org.vigie.server.door.Admission;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.Link;
import org.vigie.server.oidc.OidcSettings;

/// Signing in and out, and what may be known before.
final class DoorApi {

  private final Town town;
  private final Door door;
  private final SessionCookie cookie;
  private final DoorCookie stepCookie;

  DoorApi(Town town, SessionCookie cookie) {
    this.town = town;
    this.door = town.door();
    this.cookie = cookie;
    this.stepCookie = new DoorCookie(DoorCookie.Kind.STEP, cookie.secure());
  }

  ServerResponse health(ServerRequest request) {
    return Json.ok(new Health("up", town.settings().version()));
  }

  ServerResponse welcome(ServerRequest request) {
    var settings = town.settings();
    var oidc = door.settings().oidc();
    return Json.ok(
        new Welcome(
            settings.town(),
            settings.demo(),
            settings.exercise().isPresent(),
            door.isFirstRun(),
            settings.version(),
            oidc.map(one -> new WelcomeProvider(one.label(), one.localForAdministratorsAlone()))));
  }

  ServerResponse document(ServerRequest request) throws IOException {
    return ServerResponse.ok()
        .contentType(MediaType.parseMediaType("application/yaml;charset=UTF-8"))
        .body(new ClassPathResource("openapi.yaml").getContentAsByteArray());
  }

  ServerResponse signIn(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, SignIn.class);
    var name = required(order.name(), "name", 100);
    var password = required(order.password(), "password", 200);
    return admitted(door.signIn(name, password, Asker.caller(request)));
  }

  ServerResponse secondFactor(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, Code.class);
    var code = required(order.code(), "code", 40);
    var step =
        DoorCookie.Kind.STEP
            .token(request.servletRequest())
            .orElseThrow(() -> new Problem(ProblemCode.SIGN_IN_OVER));
    return signedIn(door.finishSignIn(step, code, Asker.caller(request)));
  }

  ServerResponse signOut(ServerRequest request) {
    door.signOut(Asker.of(request));
    return ServerResponse.noContent().header(HttpHeaders.SET_COOKIE, cookie.cleared()).build();
  }

  ServerResponse describeLink(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, LinkToken.class);
    var link = door.describe(required(order.token(), "token", 100));
    var name = link.person().flatMap(door::find).map(Account::name);
    return Json.ok(new LinkAnswer(link.kind(), name, link.expires()));
  }

  ServerResponse spendLink(ServerRequest request) throws IOException, DoorRefused, Refused {
    var order = Json.read(request, LinkSpend.class);
    var token = required(order.token(), "token", 100);
    var caller = Asker.caller(request);
    return admitted(
        switch (door.describe(token).kind()) {
          case FIRST_RUN ->
              door.firstRun(
                  token,
                  required(order.name(), "name", 100),
                  required(order.password(), "password", 200),
                  caller);
          case INVITATION ->
              door.acceptInvitation(token, required(order.password(), "password", 200), caller);
          case SIGN_IN -> door.signInByLink(token, caller);
          case VISIT -> door.beginVisit(token, caller);
        });
  }

  ServerResponse admitted(Admission admission, String... cookies) {
    return switch (admission) {
      case Admission.In(var token) -> signedIn(token, cookies);
      case Admission.SecondFactorNeeded(var step, var app, var passkey) ->
          ServerResponse.status(HttpStatus.ACCEPTED)
              .contentType(MediaType.APPLICATION_JSON)
              .header(HttpHeaders.SET_COOKIE, stepCookie.of(step))
              .headers(headers -> headers.addAll(HttpHeaders.SET_COOKIE, List.of(cookies)))
              .body(Json.bytes(new SecondFactorAsked(app, passkey)));
    };
  }

  /// Opens the door for a session that has begun.
  ///
  /// @param cookies to set besides
  ServerResponse signedIn(String token, String... cookies) {
    var signedIn = door.whoIs(token).orElseThrow(() -> new Problem(ProblemCode.SIGN_IN_NEEDED));
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.SET_COOKIE, cookie.of(token), stepCookie.cleared())
        .headers(headers -> headers.addAll(HttpHeaders.SET_COOKIE, List.of(cookies)))
        .body(Json.bytes(MeAnswer.of(town, signedIn)));
  }

  static String required(@Nullable String text, String field, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw Problem.badRequest(field + " is needed, with at most " + longest + " characters");
    }
    return text;
  }

  record Health(String status, String version) {}

  record Welcome(
      String town,
      boolean demo,
      boolean training,
      boolean firstRun,
      String version,
      Optional<WelcomeProvider> provider) {}

  record WelcomeProvider(OidcSettings.Label label, boolean localForAdministrators) {}

  record SignIn(@Nullable String name, @Nullable String password) {}

  record Code(@Nullable String code) {}

  record SecondFactorAsked(boolean app, boolean passkey) {}

  record LinkToken(@Nullable String token) {}

  record LinkAnswer(Link.Kind kind, Optional<String> name, Instant expires) {}

  record LinkSpend(@Nullable String token, @Nullable String name, @Nullable String password) {}
}
