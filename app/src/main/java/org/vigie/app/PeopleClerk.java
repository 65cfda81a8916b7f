package org.vigie.app;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.Habilitation;
import org.vigie.governance.Mandate;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.server.door.Account;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;

/// Lets people in again for whoever administers the machine, where nobody who could do it in the
/// console can sign in. Each order is in the ledger, and the person is told of it.
///
/// @param address where the console is
record PeopleClerk(Door door, Governance governance, URI address, Clocks clocks) {

  enum Verb {
    LIST,
    /// A link with which a person chooses a password anew.
    LINK,
    /// Takes all second factors of a person away.
    RESET,
    /// Adds an administrator.
    ADMINISTRATOR
  }

  /// What `vigie people` asks for; what a verb does not need is empty.
  ///
  /// @param person a staff id or a name to sign in with
  record Request(Verb verb, String person, String why) {
    static Request list() {
      return new Request(Verb.LIST, "", "");
    }
  }

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_NAME = 100;
  private static final int MONTHS = 12;

  ControlAnswer answer(Request request) {
    if (request.verb() == Verb.LIST) {
      return new ControlAnswer("", list());
    }
    var why = request.why().strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      return ControlAnswer.failed("a reason has 1 to " + LONGEST_REASON + " characters");
    }
    try {
      return request.verb() == Verb.ADMINISTRATOR
          ? administrator(request.person().strip(), why)
          : about(request, why);
    } catch (Refused | DoorRefused e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    }
  }

  private ControlAnswer about(Request request, String why) throws Refused, DoorRefused {
    var found = find(request.person().strip());
    if (found.size() != 1) {
      return ControlAnswer.failed(
          found.isEmpty()
              ? "nobody is called '%s'; vigie people list says who is there"
                  .formatted(request.person())
              : "'%s' is the name of several; say the id: %s"
                  .formatted(
                      request.person(),
                      found.stream().map(Account::person).collect(Collectors.joining(", "))));
    }
    var person = found.getFirst();
    if (request.verb() == Verb.LINK) {
      permit("new link for " + person.person() + ": " + why);
      return linked(person.name(), door.renew(Actors.LOCAL_ADMINISTRATOR, person.person()));
    }
    permit("reset second factors of " + person.person() + ": " + why);
    door.resetFactors(Actors.LOCAL_ADMINISTRATOR, person.person(), why);
    return new ControlAnswer(
        "",
        List.of(
            person.name() + " has no second factor any more; every session of theirs has ended.",
            "They sign in with their password and are led through setting one up."));
  }

  private ControlAnswer administrator(String name, String why) throws Refused, DoorRefused {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return ControlAnswer.failed("a name has 1 to " + LONGEST_NAME + " characters");
    }
    permit("add an administrator: " + why);
    var from = clocks.wall();
    var until = from.atZone(ZoneOffset.UTC).plusMonths(MONTHS).toInstant();
    var person =
        door.add(
            Actors.LOCAL_ADMINISTRATOR,
            name,
            Mandate.of(Role.ADMINISTRATOR),
            CameraScope.all(),
            from,
            until);
    return linked(name, door.invite(Actors.LOCAL_ADMINISTRATOR, person));
  }

  private ControlAnswer linked(String name, Door.Invitation made) {
    return new ControlAnswer(
        "",
        List.of(
            "For " + name + ", once, until " + made.expires() + ":",
            "  " + address.resolve(made.path()),
            "They choose a password there; a second factor that they have is asked for too."));
  }

  private List<String> list() {
    var people = door.list();
    if (people.isEmpty()) {
      return List.of("Nobody can sign in yet: the link that vigie serve prints is for the first.");
    }
    var lines = new ArrayList<String>();
    people.forEach(person -> lines.add(line(person)));
    return lines;
  }

  private String line(Account person) {
    var now = clocks.wall();
    var held =
        governance.habilitations(person.person()).stream().filter(h -> h.isValid(now)).toList();
    return "%s  %s: %s; %s; %s"
        .formatted(
            person.person(),
            person.name(),
            held.isEmpty()
                ? "no habilitation in force"
                : held.stream().map(PeopleClerk::words).collect(Collectors.joining("; ")),
            door.factors(person.person()).any() ? "second factor" : "no second factor",
            person
                .lastSignIn()
                .map(at -> "last signed in " + at)
                .orElse(
                    person.hasPassword() || person.way() == Account.Way.PROVIDER
                        ? "never signed in"
                        : "has not chosen a password"));
  }

  private static String words(Habilitation held) {
    var role =
        Optional.ofNullable(held.mandate().role())
            .map(Role::name)
            .orElse(
                held.mandate().rights().stream()
                    .map(Right::name)
                    .sorted()
                    .collect(Collectors.joining(", ")));
    return role.toLowerCase(Locale.ROOT).replace('_', ' ') + " until " + held.until();
  }

  private List<Account> find(String person) {
    var byId = door.find(person);
    return byId.isPresent()
        ? List.of(byId.get())
        : door.list().stream().filter(one -> one.name().equalsIgnoreCase(person)).toList();
  }

  /// Leave to administer, in the ledger.
  private void permit(String what) throws Refused {
    governance
        .permit(Actors.LOCAL_ADMINISTRATOR, Right.ADMINISTER, Set.of(), Optional.empty(), what)
        .use(Right.ADMINISTER);
  }
}
