package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Habilitation;
import org.vigie.governance.Mandate;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.model.CameraId;
import org.vigie.server.door.Account;
import org.vigie.server.door.LinkMade;
import org.vigie.server.door.SignedIn;
import org.vigie.server.door.Stage;
import org.vigie.server.door.Visits;

/// Who is signed in, and with which rights.
record MeAnswer(
    String person,
    String name,
    List<Role> roles,
    List<Right> rights,
    boolean allInOne,
    boolean allCameras,
    List<CameraId> cameras,
    Optional<Instant> until,
    Instant sessionEnds,
    Stage stage,
    boolean guest,
    boolean hasPassword,
    Account.Way way,
    Optional<Long> lockAfterS,
    List<LinkMadeAnswer> linksMade,
    List<FactorResetAnswer> factorResets) {

  record LinkMadeAnswer(Instant at, String name, Optional<Instant> used) {}

  record FactorResetAnswer(Instant at, String name) {}

  static MeAnswer of(Town town, SignedIn signedIn) {
    var now = town.clocks().wall();
    var person = signedIn.person();
    var held =
        town.governance().habilitations(person).stream().filter(h -> h.isValid(now)).toList();
    return new MeAnswer(
        person,
        name(town, person),
        roles(held),
        rights(held),
        Mandate.isAllInOne(Set.copyOf(rights(held))),
        held.stream().anyMatch(h -> h.cameras() instanceof CameraScope.All),
        cameras(held),
        held.stream().map(Habilitation::until).max(Comparator.naturalOrder()),
        signedIn.ends(),
        signedIn.stage(),
        Visits.isGuest(person),
        town.door().find(person).filter(Account::hasPassword).isPresent(),
        town.door().find(person).map(Account::way).orElse(Account.Way.LOCAL),
        town.door().sessions().lockAfter(signedIn).map(Duration::toSeconds),
        town.door().linksMade(person).stream().map(made -> answer(town, made)).toList(),
        town.door().factorResets(person).stream()
            .map(reset -> new FactorResetAnswer(reset.at(), name(town, reset.by())))
            .toList());
  }

  private static LinkMadeAnswer answer(Town town, LinkMade made) {
    return new LinkMadeAnswer(made.at(), name(town, made.by()), made.used());
  }

  private static String name(Town town, String person) {
    return town.door().find(person).map(Account::name).orElse(person);
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
}
