package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.Habilitation;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.server.door.Account;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.ProgramKey;
import org.vigie.server.door.ProgramKeys;

/// Keys of programs that read the API, for administrators.
final class ProgramKeyApi {

  private final Town town;
  private final Governance governance;
  private final ProgramKeys programs;

  ProgramKeyApi(Town town) {
    this.town = town;
    this.governance = town.governance();
    this.programs = town.door().programs();
  }

  ServerResponse list(ServerRequest request) throws Refused {
    permit(request, "list program keys");
    return Json.ok(new KeyList(programs.list().stream().map(this::answer).toList()));
  }

  ServerResponse make(ServerRequest request) throws IOException, Refused, DoorRefused {
    var order = Json.read(request, KeyOrder.class);
    var name = DoorApi.required(order.name(), "name", 100).strip();
    var rights = order.rightSet();
    var scope = order.scope();
    var until = Query.instant(DoorApi.required(order.until(), "until", 40), "until");
    var now = town.clocks().wall();
    if (!until.isAfter(now) || until.isAfter(now.plus(ProgramKeys.LONGEST))) {
      throw Problem.badRequest("until should be within a year from now");
    }
    var reason = Query.reason(order.reason() == null ? "" : order.reason());
    var actor = permit(request, "make a program key: " + reason);
    var made = programs.make(actor, name, rights, scope, until);
    return Json.answer(HttpStatus.CREATED, new KeyMade(answer(made.key()), made.secret()));
  }

  ServerResponse end(ServerRequest request) throws IOException, Refused, DoorRefused {
    var given = Json.read(request, PeopleApi.ReasonOnly.class).reason();
    var reason = Query.reason(given == null ? "" : given);
    var id = request.pathVariable("key");
    var actor = permit(request, "end program key " + id + ": " + reason);
    return Json.ok(answer(programs.end(actor, id, reason)));
  }

  /// Leave to administer, in the ledger; who has it.
  private String permit(ServerRequest request, String what) throws Refused {
    var actor = Asker.of(request).person();
    governance
        .permit(actor, Right.ADMINISTER, Set.of(), Optional.empty(), what)
        .use(Right.ADMINISTER);
    return actor;
  }

  private KeyAnswer answer(ProgramKey key) {
    var now = town.clocks().wall();
    List<Habilitation> held = governance.habilitations(key.person());
    return new KeyAnswer(
        key.id(),
        key.person(),
        key.name(),
        MeAnswer.rights(held),
        held.stream().anyMatch(h -> h.cameras() instanceof CameraScope.All),
        MeAnswer.cameras(held),
        town.door().find(key.by()).map(Account::name).orElse(key.by()),
        key.made(),
        key.expires(),
        key.used(),
        key.ended(),
        key.isGood(now) && held.stream().anyMatch(h -> h.isValid(now)));
  }

  record KeyList(List<KeyAnswer> keys) {}

  record KeyMade(KeyAnswer key, String secret) {}

  record KeyAnswer(
      String id,
      String person,
      String name,
      List<Right> rights,
      boolean allCameras,
      List<CameraId> cameras,
      String by,
      Instant made,
      Instant expires,
      Optional<Instant> used,
      Optional<Instant> ended,
      boolean good) {}

  record KeyOrder(
      @Nullable String name,
      @Nullable List<String> rights,
      @Nullable List<String> cameras,
      @Nullable String until,
      @Nullable String reason) {

    private Set<Right> rightSet() {
      var asked =
          rights == null
              ? List.<Right>of()
              : rights.stream().map(word -> Query.word(word, "rights", Right.class)).toList();
      if (asked.isEmpty() || !ProgramKeys.RIGHTS.containsAll(asked)) {
        throw Problem.badRequest(
            "rights should be some of "
                + ProgramKeys.RIGHTS.stream().sorted().map(Right::name).toList()
                + ": a program reads, and never decides");
      }
      return EnumSet.copyOf(asked);
    }

    private CameraScope scope() {
      if (cameras == null || cameras.isEmpty()) {
        return CameraScope.all();
      }
      return new CameraScope.Only(cameras.stream().map(Query::camera).collect(Collectors.toSet()));
    }
  }
}
