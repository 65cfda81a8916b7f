package org.vigie.server.door;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.Habilitation;
import org.vigie.governance.Mandate;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.server.oidc.Answer;
import org.vigie.server.oidc.Flow;
import org.vigie.server.oidc.Identity;
import org.vigie.server.oidc.OidcException;
import org.vigie.server.oidc.OidcSettings;
import org.vigie.server.oidc.Provider;

/// The people whom the town's directory knows: who comes back from there becomes a person of this
/// town if what is said of them gives them a role, with that role and no other.
///
/// A person is an issuer and a subject. Names and addresses decide nothing: whoever has the name of
/// somebody who is there already is another person.
///
/// Safe for any thread.
final class ProviderDoor implements AutoCloseable {

  /// To sign in there with a second factor takes a while.
  static final Duration AWAY = Duration.ofMinutes(10);

  /// A habilitation outlasts each session that began with it, and not much more: whom the directory
  /// forgets holds nothing two days later, without anybody doing anything.
  private static final Duration HABILITATION = Duration.ofHours(36);

  private static final int MOST_OF_A_NAME = 1_000;

  private final OidcSettings settings;
  private final Provider provider;
  private final SqlProviderPeople people;
  private final SqlAccounts accounts;
  private final Sessions sessions;
  private final HalfIn<Away> away;
  private final Governance governance;
  private final Clocks clocks;

  /// @param session the one to unlock; empty for a new one
  private record Away(Flow flow, Optional<String> session) {}

  ProviderDoor(
      OidcSettings settings,
      SqlStore store,
      SqlAccounts accounts,
      Sessions sessions,
      Governance governance,
      Clocks clocks) {
    this.settings = settings;
    this.provider = new Provider(settings, clocks);
    this.people = new SqlProviderPeople(store);
    this.accounts = accounts;
    this.sessions = sessions;
    this.away = new HalfIn<>(clocks, AWAY);
    this.governance = governance;
    this.clocks = clocks;
  }

  /// @param session the one to unlock; empty for a new one
  AtProvider begin(URI back, Optional<String> session) throws DoorRefused {
    try {
      var begun = provider.begin(back);
      return new AtProvider(away.begin(new Away(begun.flow(), session)), begun.address());
    } catch (OidcException e) {
      throw new DoorRefused.ProviderFailed(e);
    }
  }

  /// Who came back.
  ///
  /// @param session the one that they want to unlock; empty for a new one
  /// @param secondFactorDone the provider has asked for it
  record Back(String person, Optional<String> session, boolean secondFactorDone) {}

  /// Takes what a browser brings back: once, whatever becomes of it.
  Back finish(String step, Answer answer, Caller caller) throws DoorRefused {
    var begun = away.end(step).orElseThrow(DoorRefused.SignInOver::new);
    Identity identity;
    try {
      identity = provider.finish(begun.flow(), answer);
    } catch (OidcException e) {
      throw new DoorRefused.ProviderFailed(e);
    }
    if (begun.session().isPresent()) {
      requireOwner(begun.session().get(), identity, caller);
    }
    return new Back(admit(identity), begun.session(), identity.secondFactorDone());
  }

  /// The workstation is opened by whoever locked it, in the same browser, or by nobody.
  private void requireOwner(String session, Identity identity, Caller caller) throws DoorRefused {
    var owner =
        caller
            .token()
            .flatMap(sessions::find)
            .filter(one -> one.session().equals(session))
            .orElseThrow(DoorRefused.SignInOver::new)
            .person();
    var known = people.find(identity.issuer(), identity.subject());
    if (known.filter(one -> one.person().equals(owner)).isEmpty()) {
      governance.note("session.refused", owner, Map.of("why", "somebody else at the provider"));
      throw new DoorRefused.SomebodyElse();
    }
  }

  /// The person of this town that somebody is, with the roles that they have now. One at a time, so
  /// that nobody becomes two.
  private synchronized String admit(Identity identity) throws DoorRefused {
    var wanted = wanted(identity);
    var known = people.find(identity.issuer(), identity.subject());
    if (known.isPresent() && known.get().keptOut()) {
      refused(known.get().person(), "ended by an administrator");
      throw new DoorRefused.KeptOut();
    }
    var objection = objection(wanted);
    if (objection.isPresent()) {
      if (known.isPresent()) {
        takeAll(known.get().person());
      }
      refused(
          known.map(SqlProviderPeople.Known::person).orElse(Actors.IDENTITY_PROVIDER),
          String.valueOf(objection.get().getMessage()));
      throw objection.get();
    }
    var person = known.isPresent() ? known.get().person() : add(identity);
    if (!people.take(person, identity.authenticated())) {
      refused(person, "a sign-in at the provider that was taken before");
      throw new DoorRefused.SignInOver();
    }
    known.ifPresent(one -> rename(person, identity.name()));
    give(person, wanted);
    return person;
  }

  /// Keeps a person out, whatever the provider says of them; whoever is just coming in has their
  /// habilitation when this returns, so that what is ended next includes it.
  synchronized void keepOut(String person) {
    people.keepOut(person, clocks.wall());
  }

  private void refused(String actor, String why) {
    governance.note("session.refused", actor, Map.of("by", "provider", "why", why));
  }

  /// What a mapping gives; the value that gave it stands as the decision.
  private record Wanted(Mandate mandate, CameraScope cameras) {

    boolean is(Habilitation held) {
      return held.mandate().equals(mandate) && held.cameras().equals(cameras);
    }
  }

  private List<Wanted> wanted(Identity identity) {
    var groups = new HashSet<>(identity.groups());
    var wanted = new LinkedHashSet<Wanted>();
    for (var one : settings.roles()) {
      if (groups.contains(one.value())) {
        wanted.add(
            new Wanted(
                new Mandate(one.role(), one.role().rights(), one.value(), null), one.cameras()));
      }
    }
    return List.copyOf(wanted);
  }

  private Optional<DoorRefused> objection(List<Wanted> wanted) {
    if (wanted.isEmpty()) {
      return Optional.of(new DoorRefused.NoRole());
    }
    var rights = new HashSet<Right>();
    wanted.forEach(one -> rights.addAll(one.mandate().rights()));
    return Mandate.isAllInOne(rights) && !governance.profile().onePersonMayBeAll()
        ? Optional.of(new DoorRefused.RolesClash())
        : Optional.empty();
  }

  private String add(Identity identity) throws DoorRefused {
    var person = "p-" + RandomIds.hex(6);
    governance.note(
        "account.added",
        Actors.IDENTITY_PROVIDER,
        Map.of("person", person, "issuer", identity.issuer()));
    for (int n = 1; n <= MOST_OF_A_NAME; n++) {
      var name = numbered(identity.name(), n);
      if (people.add(person, name, identity.issuer(), identity.subject(), clocks.wall())) {
        return person;
      }
    }
    throw new DoorRefused.NameTaken();
  }

  /// Follows a name that was changed in the directory.
  private void rename(String person, String name) {
    var present = accounts.find(person).map(Account::name).orElse("");
    if (isOf(present, name)) {
      return;
    }
    for (int n = 1; n <= MOST_OF_A_NAME; n++) {
      if (accounts.rename(person, numbered(name, n))) {
        return;
      }
    }
  }

  private static boolean isOf(String present, String name) {
    return present.equals(name)
        || present.startsWith(name + " (")
            && present.substring(name.length()).matches(" \\([0-9]{1,4}\\)");
  }

  private static String numbered(String name, int n) {
    return n == 1 ? name : name + " (" + n + ")";
  }

  /// Gives what is wanted and takes everything else.
  private void give(String person, List<Wanted> wanted) throws DoorRefused {
    var now = clocks.wall();
    var missing = new ArrayList<>(wanted);
    try {
      for (var held : governance.habilitations(person)) {
        if (!held.until().isAfter(now)) {
          continue;
        }
        if (wanted.stream().noneMatch(one -> one.is(held))) {
          end(held);
        } else if (!held.until().isBefore(now.plus(SqlSessions.LONGEST))) {
          missing.removeIf(one -> one.is(held));
        }
      }
      for (var one : missing) {
        governance.grant(
            Actors.IDENTITY_PROVIDER,
            person,
            one.mandate(),
            one.cameras(),
            now,
            now.plus(HABILITATION));
      }
    } catch (Refused e) {
      takeAll(person);
      throw new DoorRefused.RolesClash();
    }
  }

  /// Nothing is left of what the provider gave.
  private void takeAll(String person) {
    var now = clocks.wall();
    for (var held : governance.habilitations(person)) {
      if (held.until().isAfter(now)) {
        try {
          end(held);
        } catch (Refused e) {
          // Somebody has ended it meanwhile.
        }
      }
    }
    sessions.endAll(person);
  }

  private void end(Habilitation held) throws Refused {
    governance.end(
        Actors.IDENTITY_PROVIDER, held.id(), "no longer said of this person at their sign-in");
  }

  @Override
  public void close() {
    provider.close();
  }
}
