package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
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
import org.vigie.governance.Mandate;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.model.CameraId;
import org.vigie.server.door.Account;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;

/// Accounts and habilitations, for administrators.
final class PeopleApi {

  private final Town town;
  private final Governance governance;
  private final Door door;

  PeopleApi(Town town) {
    this.town = town;
    this.governance = town.governance();
    this.door = town.door();
  }

  ServerResponse list(ServerRequest request) throws Refused {
    permit(request, "list people");
    return Json.ok(new PersonList(door.list().stream().map(this::answer).toList()));
  }

  ServerResponse add(ServerRequest request) throws IOException, Refused, DoorRefused {
    var order = Json.read(request, PersonOrder.class);
    var name = DoorApi.required(order.name(), "name", 100).strip();
    var mandate = order.mandate();
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var until = Query.instant(DoorApi.required(order.until(), "until", 40), "until");
    if (!from.isBefore(until)) {
      throw Problem.badRequest("from should be before until");
    }
    var actor = permit(request, "add a person: " + order.why());
    var person = door.add(actor, name, mandate, order.scope(), from, until);
    return Json.answer(HttpStatus.CREATED, answer(person, door.invite(actor, person)));
  }

  ServerResponse renewLink(ServerRequest request) throws Refused, DoorRefused {
    var person = known(request);
    var actor = permit(request, "new link for " + person);
    return Json.ok(answer(person, door.renew(actor, person)));
  }

  ServerResponse end(ServerRequest request) throws IOException, Refused, DoorRefused {
    var order = Json.read(request, ReasonOnly.class);
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    var person = known(request);
    var actor = permit(request, "end " + person + ": " + reason);
    door.end(actor, person, reason);
    return Json.ok(answer(door.find(person).orElseThrow()));
  }

  ServerResponse readmit(ServerRequest request) throws IOException, Refused, DoorRefused {
    var given = Json.read(request, ReasonOnly.class).reason();
    var reason = Query.reason(given == null ? "" : given);
    var person = known(request);
    var actor = permit(request, "readmit " + person + ": " + reason);
    door.readmit(actor, person, reason);
    return Json.ok(answer(door.find(person).orElseThrow()));
  }

  ServerResponse resetFactors(ServerRequest request) throws IOException, Refused, DoorRefused {
    var given = Json.read(request, ReasonOnly.class).reason();
    var reason = Query.reason(given == null ? "" : given);
    var person = known(request);
    var actor = permit(request, "reset second factors of " + person + ": " + reason);
    door.resetFactors(actor, person, reason);
    return Json.ok(answer(door.find(person).orElseThrow()));
  }

  /// Leave to administer, in the ledger; who has it.
  private String permit(ServerRequest request, String what) throws Refused {
    var actor = Asker.of(request).person();
    governance
        .permit(actor, Right.ADMINISTER, Set.of(), Optional.empty(), what)
        .use(Right.ADMINISTER);
    return actor;
  }

  private String known(ServerRequest request) {
    var person = request.pathVariable("person");
    return door.find(person)
        .map(Account::person)
        .orElseThrow(() -> new Problem(ProblemCode.NO_SUCH_PERSON, "person", person));
  }

  private Invitation answer(String person, Door.Invitation made) {
    return new Invitation(answer(door.find(person).orElseThrow()), made.path(), made.expires());
  }

  private PersonAnswer answer(Account account) {
    var now = town.clocks().wall();
    var all = governance.habilitations(account.person());
    var held = all.stream().filter(h -> h.until().isAfter(now)).toList();
    return new PersonAnswer(
        account.person(),
        account.name(),
        MeAnswer.roles(held),
        MeAnswer.rights(held),
        Mandate.isAllInOne(Set.copyOf(MeAnswer.rights(held))),
        held.stream().anyMatch(h -> h.cameras() instanceof CameraScope.All),
        MeAnswer.cameras(held),
        held.stream().map(Habilitation::from).min(Comparator.naturalOrder()),
        held.stream().map(Habilitation::until).max(Comparator.naturalOrder()),
        held.stream().anyMatch(h -> h.isValid(now)),
        held.stream().map(h -> h.mandate().decision()).filter(d -> !d.isEmpty()).findFirst(),
        held.stream()
            .map(h -> h.mandate().trained())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .map(LocalDate::toString),
        account.lastSignIn(),
        door.factors(account.person()).any(),
        account.way(),
        account.keptOut());
  }

  record PersonList(List<PersonAnswer> people) {}

  record PersonAnswer(
      String person,
      String name,
      List<Role> roles,
      List<Right> rights,
      boolean allInOne,
      boolean allCameras,
      List<CameraId> cameras,
      Optional<Instant> from,
      Optional<Instant> until,
      boolean active,
      Optional<String> decision,
      Optional<String> trained,
      Optional<Instant> lastSignIn,
      boolean secondFactor,
      Account.Way way,
      boolean keptOut) {}

  record Invitation(PersonAnswer person, String link, Instant expires) {}

  record ReasonOnly(@Nullable String reason) {}

  record PersonOrder(
      @Nullable String name,
      @Nullable String role,
      @Nullable List<String> rights,
      @Nullable List<String> cameras,
      @Nullable String from,
      @Nullable String until,
      @Nullable String reason,
      @Nullable String decision,
      @Nullable String trained) {

    /// All that the role carries, where no rights are named.
    Mandate mandate() {
      var named = role == null ? null : Query.word(role, "role", Role.class);
      boolean all = rights == null || rights.isEmpty();
      if (named == null && all) {
        throw Problem.badRequest("role should be one of " + List.of(Role.values()));
      }
      var set = named != null && all ? named.rights() : rightSet();
      return new Mandate(
          named == null ? Role.narrowest(set).orElse(null) : named,
          set,
          decision == null ? "" : DoorApi.required(decision, "decision", 200).strip(),
          trained == null ? null : Query.day(trained, "trained"));
    }

    private Set<Right> rightSet() {
      if (rights == null || rights.isEmpty()) {
        throw Problem.badRequest("rights should name at least one");
      }
      return rights.stream()
          .map(word -> Query.word(word, "rights", Right.class))
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
    }

    CameraScope scope() {
      if (cameras == null || cameras.isEmpty()) {
        return CameraScope.all();
      }
      return new CameraScope.Only(cameras.stream().map(Query::camera).collect(Collectors.toSet()));
    }

    String why() {
      return Query.reason(reason == null ? "" : reason);
    }
  }
}
