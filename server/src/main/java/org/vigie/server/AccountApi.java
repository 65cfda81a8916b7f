package org.vigie.server;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;

/// What a person sees and changes of their own account.
final class AccountApi {

  private final Town town;
  private final Door door;
  private final SessionCookie cookie;

  AccountApi(Town town, SessionCookie cookie) {
    this.town = town;
    this.door = town.door();
    this.cookie = cookie;
  }

  ServerResponse me(ServerRequest request) {
    return Json.ok(MeAnswer.of(town, Asker.of(request)));
  }

  ServerResponse changePassword(ServerRequest request) throws IOException, DoorRefused {
    var order = Json.read(request, PasswordChange.class);
    var current = DoorApi.required(order.current(), "current", 200);
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

  record PasswordChange(@Nullable String current, @Nullable String next) {}
}
