package org.vigie.server;

import java.util.Optional;
import java.util.Set;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.server.door.Account;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.Session;
import org.vigie.server.door.SignedIn;

/// The sessions of all people, for administrators.
final class SessionApi {

  private final Town town;
  private final Door door;

  SessionApi(Town town) {
    this.town = town;
    this.door = town.door();
  }

  ServerResponse list(ServerRequest request) throws Refused {
    var asker = permit(request, "list sessions");
    return Json.ok(
        new SessionAnswer.SessionList(
            door.sessions().list().stream()
                .map(session -> SessionAnswer.anybodys(session, asker, name(session)))
                .toList()));
  }

  ServerResponse end(ServerRequest request) throws Refused, DoorRefused {
    var session = request.pathVariable("session");
    var asker = permit(request, "end a session");
    door.sessions().endAnybodys(asker.person(), session);
    return ServerResponse.noContent().build();
  }

  private String name(Session session) {
    return door.find(session.person()).map(Account::name).orElse(session.person());
  }

  /// Leave to administer, in the ledger; who has it.
  private SignedIn permit(ServerRequest request, String what) throws Refused {
    var asker = Asker.of(request);
    town.governance()
        .permit(asker.person(), Right.ADMINISTER, Set.of(), Optional.empty(), what)
        .use(Right.ADMINISTER);
    return asker;
  }
}
