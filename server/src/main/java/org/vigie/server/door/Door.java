package org.vigie.server.door;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.Mandate;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.server.oidc.Answer;
import org.vigie.server.oidc.OidcSettings;

/// Lets people in, and out again. What they may do inside is governance's concern; whoever has no
/// habilitation in force stays outside. Each coming and going is in the ledger before it happens.
///
/// Safe for any thread.
public final class Door implements AutoCloseable {

  private static final Duration LINK_LIFE = Duration.ofDays(3);
  private static final Period FIRST_HABILITATION = Period.ofYears(1);

  /// How long a person is told of links that others had made for them.
  private static final Duration TELL_OF_LINKS = Duration.ofDays(90);

  private final SqlStore store;
  private final SqlAccounts accounts;
  private final Sessions sessions;
  private final SqlLinks links;
  private final SqlWallLayouts layouts;
  private final SecondFactors factors;
  private final ProgramKeys programs;
  private final Visits visits;
  private final HalfIn<Half> halfIn;
  private final Optional<ProviderDoor> provider;
  private final SqlProviderPeople providerPeople;
  private final Passwords passwords = new Passwords();
  private final Tries tries;
  private final DoorSettings settings;
  private final Governance governance;
  private final Clocks clocks;

  /// Whose first factor was right, and how they gave it.
  private record Half(String person, String by) {}

  private Door(
      SqlStore store,
      Path data,
      FactorKey key,
      DoorSettings settings,
      Governance governance,
      Clocks clocks) {
    this.store = store;
    this.accounts = new SqlAccounts(store);
    this.links = new SqlLinks(store, clocks);
    this.layouts = new SqlWallLayouts(store);
    this.tries = new Tries(clocks);
    this.factors = new SecondFactors(store, key, tries, governance, clocks);
    this.sessions = new Sessions(store, governance, clocks, settings.lockAfter(), people());
    this.halfIn = new HalfIn<>(clocks);
    this.providerPeople = new SqlProviderPeople(store);
    this.provider =
        settings
            .oidc()
            .map(oidc -> new ProviderDoor(oidc, store, accounts, sessions, governance, clocks));
    this.programs = new ProgramKeys(store, governance, clocks);
    this.visits = new Visits(store, data.resolve("visits"), sessions, governance, clocks);
    this.settings = settings;
    this.governance = governance;
    this.clocks = clocks;
  }

  /// Opens `users.db` and `keys/sign-in.key` in a data folder.
  ///
  /// @throws IOException with a plain message if one of them cannot be used
  public static Door open(Path data, DoorSettings settings, Governance governance, Clocks clocks)
      throws IOException {
    var key = FactorKey.open(data.resolve("keys").resolve("sign-in.key"));
    var store = SqlStore.open(data.resolve("users.db"));
    return new Door(store, data, key, settings, governance, clocks);
  }

  private Sessions.People people() {
    return new Sessions.People() {
      @Override
      public boolean mustSetUp(String person) {
        // A guest has nothing to prove with; their link is good once, and their time is short.
        return settings.secondFactorRequired()
            && !Visits.isGuest(person)
            && !factors.of(person).any();
      }

      @Override
      public boolean canProve(String person) {
        return accounts.findPassword(person).isPresent()
            || factors.of(person).any()
            || canUseProvider(person);
      }
    };
  }

  /// Whether a person goes through the provider, and there is one.
  public boolean canUseProvider(String person) {
    return settings.oidc().isPresent() && isOfProvider(person);
  }

  private boolean isOfProvider(String person) {
    return accounts.find(person).filter(one -> one.way() == Account.Way.PROVIDER).isPresent();
  }

  /// Sends a browser to the provider.
  ///
  /// @param back the page to which it comes back
  /// @param unlocks whose session to unlock, or to prove oneself in; empty to sign in
  public AtProvider beginAtProvider(URI back, Optional<SignedIn> unlocks) throws DoorRefused {
    if (unlocks.filter(one -> !canUseProvider(one.person())).isPresent()) {
      throw new DoorRefused.NoProvider();
    }
    return provider
        .orElseThrow(DoorRefused.NoProvider::new)
        .begin(back, unlocks.map(SignedIn::session));
  }

  /// Takes what a browser brings back from the provider, in which it began.
  public Admission finishAtProvider(String step, Answer answer, Caller caller) throws DoorRefused {
    var back = provider.orElseThrow(DoorRefused.NoProvider::new).finish(step, answer, caller);
    if (back.session().isEmpty()) {
      if (back.secondFactorDone()) {
        return new Admission.In(start(back.person(), "provider-with-second-factor", true, caller));
      }
      return ask(new Half(back.person(), "provider"), caller);
    }
    var token = caller.token().orElseThrow(DoorRefused.SignInOver::new);
    sessions.proved(sessions.find(token).orElseThrow(DoorRefused.SignInOver::new), "provider");
    return new Admission.In(token);
  }

  /// Lets somebody come in through the provider again whom an administrator had ended; governance
  /// has asked whether `actor` may. What they may do there is for the provider to say.
  public void readmit(String actor, String person, String reason) throws DoorRefused {
    if (!isOfProvider(person)) {
      throw new DoorRefused.NoProvider();
    }
    governance.note("account.readmitted", actor, Map.of("person", person, "reason", reason));
    providerPeople.letIn(person);
  }

  /// Who signs in with what Vigie knows of them: nobody whom the provider knows, and where the town
  /// says so administrators alone.
  private void requireLocal(String person) throws DoorRefused {
    if (isOfProvider(person)) {
      governance.note("session.refused", person, Map.of("why", "not through the provider"));
      throw new DoorRefused.ThroughProvider();
    }
    boolean closed = settings.oidc().filter(OidcSettings::localForAdministratorsAlone).isPresent();
    var now = clocks.wall();
    if (closed
        && governance.habilitations(person).stream()
            .noneMatch(h -> h.isValid(now) && h.rights().contains(Right.ADMINISTER))) {
      governance.note("session.refused", person, Map.of("why", "not through the provider"));
      throw new DoorRefused.LocalClosed();
    }
  }

  public Sessions sessions() {
    return sessions;
  }

  /// The layouts of the wall, which lie in the same file.
  public SqlWallLayouts layouts() {
    return layouts;
  }

  public DoorSettings settings() {
    return settings;
  }

  /// Whether the first administrator is still to come.
  public boolean isFirstRun() {
    return accounts.nobodyHasPassword();
  }

  /// The path of a link that makes the first administrator, while there is none.
  public Optional<String> firstRunPath() {
    if (!isFirstRun()) {
      return Optional.empty();
    }
    var token = links.make(Link.Kind.FIRST_RUN, Optional.empty(), LINK_LIFE);
    return Optional.of(Link.Kind.FIRST_RUN.path(token));
  }

  /// The path of a link that signs the demo's operator in, once.
  public String demoPath(String name) throws Refused {
    var person = demoPerson(name);
    if (!sessions.isHabilitated(person)) {
      grantFirst(person, true);
    }
    return signInPath(person);
  }

  /// The path of a link that signs the trainee of an exercise in, once: somebody with the rights of
  /// an operator and no others, as on the first day at the desk.
  public String traineePath(String name) throws Refused {
    var person = demoPerson(name);
    if (!sessions.isHabilitated(person)) {
      var now = clocks.wall();
      var until = now.atZone(ZoneOffset.UTC).plus(FIRST_HABILITATION).toInstant();
      var operator = Mandate.of(Role.OPERATOR);
      governance.grant(Actors.LOCAL_ADMINISTRATOR, person, operator, CameraScope.all(), now, until);
    }
    return signInPath(person);
  }

  private String demoPerson(String name) {
    var known =
        accounts
            .findByName(name)
            .map(SqlAccounts.Row::account)
            .filter(one -> one.way() == Account.Way.LOCAL)
            .map(Account::person);
    String person = known.isPresent() ? known.get() : name + "-" + RandomIds.hex(4);
    if (known.isEmpty()) {
      accounts.add(person, name, clocks.wall());
    }
    return person;
  }

  private String signInPath(String person) {
    var token = links.make(Link.Kind.SIGN_IN, Optional.of(person), LINK_LIFE);
    return Link.Kind.SIGN_IN.path(token);
  }

  /// Signs in by password.
  ///
  public Admission signIn(String name, String password, Caller caller) throws DoorRefused {
    var wait = tries.begin(name, caller.address());
    if (wait.isPresent()) {
      throw new DoorRefused.TooManyTries(wait.get());
    }
    var row = accounts.findByName(name);
    boolean right = passwords.matches(password, row.flatMap(SqlAccounts.Row::password));
    if (row.isEmpty() || !right) {
      row.ifPresent(
          known -> governance.note("session.refused", known.account().person(), Map.of()));
      throw new DoorRefused.WrongPassword();
    }
    tries.succeeded(name, caller.address());
    return admit(row.get().account().person(), "password", caller);
  }

  /// Goes on with a sign-in whose first factor was right.
  ///
  /// @param step stands for it
  /// @return the session's token
  public String finishSignIn(String step, String code, Caller caller) throws DoorRefused {
    var half = halfIn.find(step).orElseThrow(DoorRefused.SignInOver::new);
    var second = factors.check(half.person(), code);
    if (halfIn.end(step).isEmpty()) {
      throw new DoorRefused.SignInOver();
    }
    return start(half.person(), half.by() + "+" + second, false, caller);
  }

  /// What a link is for.
  public Link describe(String token) throws DoorRefused {
    return links.find(token).orElseThrow(DoorRefused.LinkSpent::new);
  }

  /// Makes the first administrator, and signs them in. The link is spent only if all is well.
  public Admission firstRun(String token, String name, String password, Caller caller)
      throws DoorRefused, Refused {
    requireKind(token, Link.Kind.FIRST_RUN);
    if (!isFirstRun()) {
      throw new DoorRefused.LinkSpent();
    }
    requireStrong(password, name);
    if (accounts.findByName(name).isPresent()) {
      throw new DoorRefused.NameTaken();
    }
    var hash = passwords.hash(password);
    spend(token);
    var person = addAccount(name, Actors.LOCAL_ADMINISTRATOR);
    grantFirst(person, false);
    choose(person, hash);
    return admit(person, "first-run", caller);
  }

  /// Lets an invited person choose a password, and signs them in; their other sessions end. Who has
  /// a
  /// second factor already is asked for it: a link alone signs nobody else in.
  public Admission acceptInvitation(String token, String password, Caller caller)
      throws DoorRefused {
    var person = requireKind(token, Link.Kind.INVITATION).person().orElseThrow();
    requireLocal(person);
    requireStrong(password, accounts.find(person).map(Account::name).orElse(person));
    var hash = passwords.hash(password);
    spend(token);
    links.tellUsed(person);
    choose(person, hash);
    return admit(person, "invitation", caller);
  }

  /// Signs in by a link alone.
  public Admission signInByLink(String token, Caller caller) throws DoorRefused {
    requireKind(token, Link.Kind.SIGN_IN);
    var link = links.spend(token).orElseThrow(DoorRefused.LinkSpent::new);
    return admit(link.person().orElseThrow(), "link", caller);
  }

  /// Lets a maintainer from outside in; their link is spent only once the visit is confirmed.
  public Admission beginVisit(String token, Caller caller) throws DoorRefused, Refused {
    var visit = visits.ready(requireKind(token, Link.Kind.VISIT).person().orElseThrow());
    spend(token);
    visits.begin(visit);
    // Neither the town's directory nor its closed passwords are about somebody from outside.
    return ask(new Half(visit.person(), "visit"), caller);
  }

  /// The person behind a session token who has a habilitation in force.
  public Optional<SignedIn> whoIs(String token) {
    return sessions.find(token);
  }

  /// Whether a session goes on, locked or not: a masked picture that is shown for hours asks again
  /// and again.
  public boolean isStillIn(SignedIn signedIn) {
    return now(signedIn).isPresent();
  }

  /// Whether a session goes on and is open: so asks whatever nobody may see on a locked
  /// workstation.
  public boolean isOpen(SignedIn signedIn) {
    return now(signedIn).filter(now -> now.stage() == Stage.OPEN).isPresent();
  }

  private Optional<SignedIn> now(SignedIn signedIn) {
    return ProgramKeys.isOne(signedIn) ? programs.find(signedIn) : sessions.find(signedIn);
  }

  /// Keys of programs that read the API.
  public ProgramKeys programs() {
    return programs;
  }

  /// Visits of maintainers from outside.
  public Visits visits() {
    return visits;
  }

  public void signOut(SignedIn signedIn) {
    sessions.signOut(signedIn);
    if (Visits.isGuest(signedIn.person())) {
      visits.left(signedIn.person());
    }
  }

  /// Changes one's own password, or chooses the first; every session of the person ends, and a new
  /// one starts.
  ///
  /// @param current whatever, where there is none
  /// @return its token
  public String changePassword(SignedIn signedIn, String current, String next, Caller caller)
      throws DoorRefused {
    var person = signedIn.person();
    var name = accounts.find(person).map(Account::name).orElseThrow(DoorRefused.Unknown::new);
    if (isOfProvider(person)) {
      throw new DoorRefused.ThroughProvider();
    }
    if (accounts.findPassword(person).isPresent()) {
      check(person, new Proof.Password(current), caller);
    }
    requireStrong(next, name);
    choose(person, passwords.hash(next));
    return start(person, "password", false, caller);
  }

  /// Proves again who one is: unlocks the workstation, and lets what takes a proof be done for some
  /// minutes.
  ///
  /// @return the session as it stands then
  public SignedIn prove(SignedIn signedIn, Proof proof, Caller caller) throws DoorRefused {
    sessions.proved(signedIn, check(signedIn.person(), proof, caller));
    return sessions.find(signedIn).orElseThrow(DoorRefused.NoSuchSession::new);
  }

  /// @return how it was proved, as the ledger writes it
  private String check(String person, Proof proof, Caller caller) throws DoorRefused {
    return switch (proof) {
      case Proof.Code(var code) -> factors.check(person, code);
      case Proof.Passkey(var assertion) -> {
        if (!factors.passkeys().check(assertion).equals(person)) {
          throw new DoorRefused.PasskeyRefused("it is somebody else's");
        }
        yield "passkey";
      }
      case Proof.Password(var password) -> {
        var name = accounts.find(person).map(Account::name).orElseThrow(DoorRefused.Unknown::new);
        var wait = tries.begin(name, caller.address());
        if (wait.isPresent()) {
          throw new DoorRefused.TooManyTries(wait.get());
        }
        if (!passwords.matches(password, accounts.findPassword(person))) {
          governance.note("session.refused", person, Map.of());
          throw new DoorRefused.WrongPassword();
        }
        tries.succeeded(name, caller.address());
        yield "password";
      }
    };
  }

  /// The second factors of a person.
  public Factors factors(String person) {
    return factors.of(person);
  }

  /// Begins to set up an authenticator app for oneself.
  ///
  /// @param issuer whose console it is, as the app shows it
  public SecondFactors.AppOffer offerApp(SignedIn signedIn, String issuer) throws DoorRefused {
    requireProof(signedIn);
    var person = signedIn.person();
    var name = accounts.find(person).map(Account::name).orElseThrow(DoorRefused.Unknown::new);
    return factors.offerApp(person, issuer, name);
  }

  /// Sets up the app to which the offer went.
  ///
  /// @return recovery codes, where one has none that are left
  public List<String> setUpApp(SignedIn signedIn, String offer, String code) throws DoorRefused {
    requireProof(signedIn);
    return factors.setUpApp(signedIn.person(), offer, code);
  }

  /// Takes one's own authenticator app away.
  public void removeApp(SignedIn signedIn) throws DoorRefused {
    requireProof(signedIn);
    if (factors.of(signedIn.person()).app().isPresent()) {
      requireAnother(signedIn.person());
      factors.removeApp(signedIn.person());
    }
  }

  /// A challenge for a new passkey of one's own.
  public PasskeyChallenge offerPasskey(SignedIn signedIn, Site site) throws DoorRefused {
    requireProof(signedIn);
    return factors.passkeys().ask(site, signedIn.person());
  }

  /// Adds the passkey that was made for a challenge.
  ///
  /// @param name that its person gives it
  /// @return recovery codes, where one has none that are left
  public List<String> addPasskey(
      SignedIn signedIn, String token, String name, byte[] clientData, byte[] attestation)
      throws DoorRefused {
    requireProof(signedIn);
    factors.passkeys().add(signedIn.person(), token, name, clientData, attestation);
    return factors.codesForTheFirst(signedIn.person());
  }

  /// Removes one of one's own passkeys.
  public void removePasskey(SignedIn signedIn, String id) throws DoorRefused {
    requireProof(signedIn);
    if (factors.of(signedIn.person()).passkeys().stream().noneMatch(key -> key.id().equals(id))) {
      throw new DoorRefused.NoSuchPasskey();
    }
    requireAnother(signedIn.person());
    factors.passkeys().remove(signedIn.person(), id);
  }

  private void requireAnother(String person) throws DoorRefused {
    if (settings.secondFactorRequired() && factors.of(person).count() < 2) {
      throw new DoorRefused.LastFactor();
    }
  }

  /// A challenge for whatever passkey of this site answers.
  public PasskeyChallenge askPasskey(Site site) {
    return factors.passkeys().ask(site, "");
  }

  /// Signs in whoever's passkey has said yes: what they have and what they know or are, so that no
  /// other factor is asked for. Of whom the provider knows it is the second one alone.
  ///
  /// @param step of a sign-in that has begun in this browser
  /// @return the session's token
  public String signInByPasskey(Assertion assertion, Optional<String> step, Caller caller)
      throws DoorRefused {
    var person = factors.passkeys().check(assertion);
    if (isOfProvider(person) && step.flatMap(halfIn::find).isPresent()) {
      var half = step.flatMap(halfIn::end).orElseThrow(DoorRefused.SignInOver::new);
      if (!half.person().equals(person)) {
        throw new DoorRefused.PasskeyRefused("it is somebody else's");
      }
      return start(person, half.by() + "+passkey", false, caller);
    }
    requireLocal(person);
    return start(person, "passkey", false, caller);
  }

  /// Makes new recovery codes for oneself.
  public List<String> newRecoveryCodes(SignedIn signedIn) throws DoorRefused {
    requireProof(signedIn);
    return factors.newCodes(signedIn.person());
  }

  /// Takes all second factors of a person away and ends their sessions; governance has asked
  /// whether
  /// `actor` may. They are told.
  public void resetFactors(String actor, String person, String reason) throws DoorRefused {
    if (accounts.find(person).isEmpty()) {
      throw new DoorRefused.Unknown();
    }
    factors.reset(actor, person, reason);
    sessions.endAll(person);
  }

  /// When others had taken a person's second factors away lately, newest first.
  public List<FactorReset> factorResets(String person) {
    return factors.resets(person, clocks.wall().minus(TELL_OF_LINKS));
  }

  private void requireProof(SignedIn signedIn) throws DoorRefused {
    if (!sessions.isProved(signedIn)) {
      throw new DoorRefused.ProofNeeded();
    }
  }

  public Optional<Account> find(String person) {
    return accounts.find(person);
  }

  /// Everybody who can sign in, or could; programs and guests are none of them.
  public List<Account> list() {
    return accounts.list().stream().filter(account -> hasAccount(account.person())).toList();
  }

  /// Programs and guests have a name and a habilitation, and nothing to sign in with.
  private static boolean hasAccount(String person) {
    return !ProgramKeys.isProgram(person) && !Visits.isGuest(person);
  }

  /// Adds a person with a habilitation; governance asks whether `actor` may.
  ///
  /// @return the new person's id
  public String add(
      String actor, String name, Mandate mandate, CameraScope cameras, Instant from, Instant until)
      throws DoorRefused, Refused {
    var person = addAccount(name, actor);
    try {
      governance.grant(actor, person, mandate, cameras, from, until);
      return person;
    } catch (Refused | RuntimeException e) {
      accounts.remove(person);
      throw e;
    }
  }

  /// The path of the first invitation for a person.
  public Invitation invite(String actor, String person) throws DoorRefused {
    return invite("account.invited", actor, person);
  }

  /// The path of a fresh invitation for a person who is there already; until it is spent, the old
  /// password stays good. With it one signs in as that person: they are told, whoever used it.
  public Invitation renew(String actor, String person) throws DoorRefused {
    var invitation = invite("account.link-renewed", actor, person);
    links.tellMade(person, actor);
    return invitation;
  }

  private Invitation invite(String kind, String actor, String person) throws DoorRefused {
    if (accounts.find(person).isEmpty() || !hasAccount(person)) {
      throw new DoorRefused.Unknown();
    }
    if (isOfProvider(person)) {
      throw new DoorRefused.ThroughProvider();
    }
    governance.note(kind, actor, Map.of("person", person));
    var token = links.make(Link.Kind.INVITATION, Optional.of(person), LINK_LIFE);
    return new Invitation(Link.Kind.INVITATION.path(token), clocks.wall().plus(LINK_LIFE));
  }

  /// The links that others had made for a person's account lately, newest first.
  public List<LinkMade> linksMade(String person) {
    return links.made(person, clocks.wall().minus(TELL_OF_LINKS));
  }

  /// A link for a person, as a path on this server.
  public record Invitation(String path, Instant expires) {}

  /// Ends every habilitation, session and link of a person.
  public void end(String actor, String person, String reason) throws DoorRefused, Refused {
    if (accounts.find(person).isEmpty() || Visits.isGuest(person)) {
      throw new DoorRefused.Unknown();
    }
    // First: what the provider says next gives them nothing any more.
    provider.ifPresentOrElse(
        one -> one.keepOut(person), () -> providerPeople.keepOut(person, clocks.wall()));
    for (var habilitation : governance.habilitations(person)) {
      governance.end(actor, habilitation.id(), reason);
    }
    sessions.endAll(person);
    links.withdraw(person);
  }

  @Override
  public void close() {
    provider.ifPresent(ProviderDoor::close);
    passwords.close();
    store.close();
  }

  /// Lets in who needs no second factor or has none yet; asks others for it.
  private Admission admit(String person, String by, Caller caller) throws DoorRefused {
    requireLocal(person);
    return ask(new Half(person, by), caller);
  }

  private Admission ask(Half half, Caller caller) throws DoorRefused {
    var second = factors.of(half.person());
    if (!second.any()) {
      return new Admission.In(start(half.person(), half.by(), false, caller));
    }
    return new Admission.SecondFactorNeeded(
        halfIn.begin(half), second.app().isPresent(), !second.passkeys().isEmpty());
  }

  private String start(String person, String by, boolean factorDone, Caller caller)
      throws DoorRefused {
    if (!sessions.isHabilitated(person)) {
      governance.note("session.refused", person, Map.of("why", "no habilitation in force"));
      throw new DoorRefused.NotHabilitated();
    }
    var token = sessions.start(person, by, factorDone, caller);
    accounts.signedIn(person, clocks.wall());
    return token;
  }

  private void choose(String person, String hash) {
    governance.note("account.password-chosen", person, Map.of());
    accounts.setPassword(person, hash);
    sessions.endAll(person);
  }

  private String addAccount(String name, String actor) throws DoorRefused {
    var person = "p-" + RandomIds.hex(6);
    governance.note("account.added", actor, Map.of("person", person));
    if (!accounts.add(person, name, clocks.wall())) {
      throw new DoorRefused.NameTaken();
    }
    return person;
  }

  /// The demo's one person is everybody. Elsewhere whoever oversees how people look at footage is
  /// somebody else, whom the first person lets in; and where the profile does not let one person be
  /// all, they open nothing.
  private void grantFirst(String person, boolean demo) throws Refused {
    var mandate = Mandate.of(Role.ADMINISTRATOR);
    if (governance.profile().onePersonMayBeAll()) {
      var rights = EnumSet.allOf(Right.class);
      if (!demo) {
        rights.remove(Right.OVERSEE);
      }
      mandate = Mandate.of(rights);
    }
    var now = clocks.wall();
    var until = now.atZone(ZoneOffset.UTC).plus(FIRST_HABILITATION).toInstant();
    governance.grant(Actors.LOCAL_ADMINISTRATOR, person, mandate, CameraScope.all(), now, until);
  }

  private Link requireKind(String token, Link.Kind kind) throws DoorRefused {
    return links
        .find(token)
        .filter(link -> link.kind() == kind)
        .orElseThrow(DoorRefused.LinkSpent::new);
  }

  private void spend(String token) throws DoorRefused {
    if (links.spend(token).isEmpty()) {
      throw new DoorRefused.LinkSpent();
    }
  }

  private void requireStrong(String password, String name) throws DoorRefused {
    if (!passwords.isStrong(password, name)) {
      throw new DoorRefused.WeakPassword();
    }
  }
}
