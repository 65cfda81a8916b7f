package org.vigie.server;

import static org.vigie.server.Asker.address;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Habilitation;
import org.vigie.governance.Mandate;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.model.CameraId;
import org.vigie.server.door.Account;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.Link;
import org.vigie.server.door.LinkMade;

/// Signing in and out, and what may be known before.
final class DoorApi {

  private final Town town;
  private final Door door;
  private final SessionCookie cookie;

  DoorApi(Town town, SessionCookie cookie) {
    this.town = town;
    this.door = town.door();
    this.cookie = cookie;
  }

  ServerResponse health(ServerRequest request) {
    return Json.ok(new Health("up", town.settings().version()));
  }

  ServerResponse welcome(ServerRequest request) {
    var settings = town.settings();
    return Json.ok(
        new Welcome(settings.town(), settings.demo(), door.isFirstRun(), settings.version()));
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
    return signedIn(door.signIn(name, password, address(request)));
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
    return signedIn(
        switch (door.describe(token).kind()) {
          case FIRST_RUN ->
              door.firstRun(
                  token,
                  required(order.name(), "name", 100),
                  required(order.password(), "password", 200));
          case INVITATION ->
              door.acceptInvitation(token, required(order.password(), "password", 200));
          case SIGN_IN -> door.signInByLink(token);
        });
  }

  ServerResponse me(ServerRequest request) {
    var signedIn = Asker.of(request);
    return Json.ok(me(signedIn.person(), signedIn.ends()));
  }

  ServerResponse changePassword(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, PasswordChange.class);
    var current = required(order.current(), "current", 200);
    var next = required(order.next(), "next", 200);
    var token = door.changePassword(Asker.of(request), current, next, address(request));
    return ServerResponse.noContent().header(HttpHeaders.SET_COOKIE, cookie.of(token)).build();
  }

  private ServerResponse signedIn(String token) {
    var signedIn = door.whoIs(token).orElseThrow(() -> new Problem(ProblemCode.SIGN_IN_NEEDED));
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.SET_COOKIE, cookie.of(token))
        .body(Json.bytes(me(signedIn.person(), signedIn.ends())));
  }

  private Me me(String person, Instant sessionEnds) {
    var now = town.clocks().wall();
    var held =
        town.governance().habilitations(person).stream().filter(h -> h.isValid(now)).toList();
    return new Me(
        person,
        door.find(person).map(Account::name).orElse(person),
        roles(held),
        rights(held),
        Mandate.isAllInOne(Set.copyOf(rights(held))),
        held.stream().anyMatch(h -> h.cameras() instanceof CameraScope.All),
        cameras(held),
        held.stream().map(Habilitation::until).max(Comparator.naturalOrder()),
        sessionEnds,
        door.linksMade(person).stream().map(this::answer).toList());
  }

  private LinkMadeAnswer answer(LinkMade made) {
    var by = door.find(made.by()).map(Account::name).orElse(made.by());
    return new LinkMadeAnswer(made.at(), by, made.used());
  }

  static List<Role> roles(List<Habilitation> held) {
    return held.stream()
        .map(h -> h.mandate().role())
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  static List<Right> rights(List<Habilitation> held) {
    return held.stream().flatMap(h -> h.rights().stream()).distinct().sorted().toList();
  }

  static List<CameraId> cameras(List<Habilitation> held) {
    return held.stream()
        .flatMap(
            h ->
                switch (h.cameras()) {
                  case CameraScope.All() -> Stream.<CameraId>empty();
                  case CameraScope.Only(var cameras) -> cameras.stream();
                })
        .distinct()
        .sorted()
        .toList();
  }

  static String required(@Nullable String text, String field, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw Problem.badRequest(field + " is needed, with at most " + longest + " characters");
    }
    return text;
  }

  record Health(String status, String version) {}

  record Welcome(String town, boolean demo, boolean firstRun, String version) {}

  record SignIn(@Nullable String name, @Nullable String password) {}

  record LinkToken(@Nullable String token) {}

  record LinkAnswer(Link.Kind kind, Optional<String> name, Instant expires) {}

  record LinkSpend(@Nullable String token, @Nullable String name, @Nullable String password) {}

  record PasswordChange(@Nullable String current, @Nullable String next) {}

  record Me(
      String person,
      String name,
      List<Role> roles,
      List<Right> rights,
      boolean allInOne,
      boolean allCameras,
      List<CameraId> cameras,
      Optional<Instant> until,
      Instant sessionEnds,
      List<LinkMadeAnswer> linksMade) {}

  record LinkMadeAnswer(Instant at, String name, Optional<Instant> used) {}
}
