package org.vigie.server.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;

/// Who is in, and from where. Each beginning and each end by somebody is in the ledger before it
/// happens; one that runs out is not, its end was in its beginning. A session is locked whether or
/// not that can be written down.
///
/// Safe for any thread.
public final class Sessions {

  /// How long a proof of who somebody is counts for what must not be done by whoever walks by.
  static final Duration FRESH = Duration.ofMinutes(10);

  /// What a console that says nothing more of its workstation is given beyond the time after which
  /// it locks by itself.
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final SqlSessions stored;
  private final Governance governance;
  private final Clocks clocks;
  private final Duration lockAfter;
  private final People people;

  /// What sessions ask about accounts.
  interface People {

    /// Whether somebody must set up a second factor before anything else.
    boolean mustSetUp(String person);

    /// Whether somebody has a password, a second factor or a provider, to unlock with.
    boolean canProve(String person);
  }

  Sessions(
      SqlStore store, Governance governance, Clocks clocks, Duration lockAfter, People people) {
    this.stored = new SqlSessions(store, clocks);
    this.governance = governance;
    this.clocks = clocks;
    this.lockAfter = lockAfter;
    this.people = people;
  }

  /// Why a session ended before its time. Names are stored in the ledger: only append.
  enum End {
    SIGNED_OUT,
    /// Its person ended it from another one.
    ENDED_ELSEWHERE,
    /// An administrator ended it.
    ADMINISTRATOR,
    /// Somebody signed in at the same browser.
    REPLACED
  }

  /// Why a session was locked. Names are stored in the ledger: only append.
  enum Why {
    ASKED,
    /// Nobody touched the workstation for long enough.
    IDLE
  }

  /// Starts a session in place of the one that the browser was in.
  ///
  /// @param by how the person proved who they are
  /// @param factorDone a provider has asked for the second factor
  /// @return its token
  String start(String person, String by, boolean factorDone, Caller caller) {
    governance.note("session.started", person, Map.of("by", by));
    var started = stored.start(person, factorDone, caller);
    var former = caller.token().flatMap(stored::find);
    if (former.isPresent()) {
      end(former.get(), person, End.REPLACED);
      leave(former.get());
    }
    return started.token();
  }

  /// The session of a token whose person has a habilitation in force; this is a sign of life.
  Optional<SignedIn> find(String token) {
    return stored.find(token).filter(this::isHabilitated).map(this::signedIn);
  }

  /// The session as it stands now, if it goes on; this is a sign of life.
  Optional<SignedIn> find(SignedIn signedIn) {
    return stored.touch(signedIn.session()).filter(this::isHabilitated).map(this::signedIn);
  }

  /// Those of a person, newest first.
  public List<Session> list(String person) {
    return stored.list(person);
  }

  /// Those of all people, newest first.
  public List<Session> list() {
    return stored.list();
  }

  void signOut(SignedIn signedIn) {
    var session = stored.look(signedIn.session());
    if (session.isPresent()) {
      end(session.get(), signedIn.person(), End.SIGNED_OUT);
      leave(session.get());
    }
  }

  /// Ends one of one's own.
  ///
  /// @throws DoorRefused if one has no such session
  public void end(SignedIn signedIn, String id) throws DoorRefused {
    var session =
        stored
            .look(id)
            .filter(s -> s.person().equals(signedIn.person()))
            .orElseThrow(DoorRefused.NoSuchSession::new);
    end(session, signedIn.person(), End.ENDED_ELSEWHERE);
  }

  /// Ends all of one's own but the one that asks.
  public void endOthers(SignedIn signedIn) {
    for (var session : stored.list(signedIn.person())) {
      if (!session.id().equals(signedIn.session())) {
        end(session, signedIn.person(), End.ENDED_ELSEWHERE);
      }
    }
  }

  /// Ends anybody's, as an administrator; governance has asked whether they may.
  ///
  /// @throws DoorRefused if there is no such session
  public void endAnybodys(String administrator, String id) throws DoorRefused {
    end(
        stored.look(id).orElseThrow(DoorRefused.NoSuchSession::new),
        administrator,
        End.ADMINISTRATOR);
  }

  /// Ends every session of a person for a reason that is in the ledger already.
  void endAll(String person) {
    stored.endAll(person);
  }

  // --- the lock

  /// Locks a workstation because its person asks.
  ///
  /// @throws DoorRefused if they could not unlock it
  public void lock(SignedIn signedIn) throws DoorRefused {
    var session = stored.look(signedIn.session()).orElseThrow(DoorRefused.NoSuchSession::new);
    if (!people.canProve(signedIn.person())) {
      throw new DoorRefused.CannotLock();
    }
    lock(session, Why.ASKED);
  }

  /// Takes down how long ago a workstation was touched, and locks it where that is too long.
  public Presence present(SignedIn signedIn, Duration idle) throws DoorRefused {
    stored.act(signedIn.session(), clocks.wall().minus(idle));
    var session = stored.look(signedIn.session()).orElseThrow(DoorRefused.NoSuchSession::new);
    var left = lockAfter.minus(Duration.between(session.acted(), clocks.wall()));
    boolean locks = session.locked().isEmpty() && people.canProve(session.person());
    if (locks && !left.isPositive()) {
      lock(session, Why.IDLE);
    }
    boolean locked = session.locked().isPresent() || locks && !left.isPositive();
    return new Presence(locked, locked || left.isNegative() ? Duration.ZERO : left);
  }

  /// Whoever sends something is there.
  public void touched(SignedIn signedIn) {
    stored.act(signedIn.session(), clocks.wall());
  }

  /// After how long without a touch a session is locked; nothing if it never is.
  public Optional<Duration> lockAfter(SignedIn signedIn) {
    return people.canProve(signedIn.person()) ? Optional.of(lockAfter) : Optional.empty();
  }

  /// Its person has proved who they are: it is open, and what takes a proof may be done for a
  /// while.
  void proved(SignedIn signedIn, String by) throws DoorRefused {
    var session = stored.look(signedIn.session()).orElseThrow(DoorRefused.NoSuchSession::new);
    if (session.locked().isPresent()) {
      governance.note(
          "session.unlocked", signedIn.person(), Map.of("session", session.id(), "by", by));
    }
    stored.prove(session.id());
  }

  /// Whether its person has proved who they are lately; who cannot need not.
  boolean isProved(SignedIn signedIn) {
    return !people.canProve(signedIn.person())
        || stored
            .look(signedIn.session())
            .filter(s -> clocks.wall().isBefore(s.proved().plus(FRESH)))
            .isPresent();
  }

  private void lock(Session session, Why why) {
    if (!stored.lock(session.id())) {
      return;
    }
    leave(session);
    try {
      governance.note(
          "session.locked", session.person(), Map.of("session", session.id(), "why", why));
    } catch (LedgerUnavailable e) {
      LOG.log(Level.ERROR, "a session was locked and that could not be written down", e);
    }
  }

  /// Nobody sits there any more who may see clear.
  private void leave(Session session) {
    governance.lifts().away(session.person());
  }

  boolean isHabilitated(String person) {
    var now = clocks.wall();
    return governance.habilitations(person).stream().anyMatch(h -> h.isValid(now));
  }

  private boolean isHabilitated(Session session) {
    return isHabilitated(session.person());
  }

  private void end(Session session, String actor, End why) {
    var facts = new HashMap<String, Object>(Map.of("session", session.id(), "why", why));
    if (!session.person().equals(actor)) {
      facts.put("person", session.person());
    }
    governance.note("session.ended", actor, facts);
    stored.end(session.id());
  }

  private SignedIn signedIn(Session session) {
    return new SignedIn(session.person(), session.id(), session.ends(), stage(session));
  }

  private Stage stage(Session session) {
    if (session.locked().isPresent()) {
      return Stage.LOCKED;
    }
    var forgotten = session.acted().plus(lockAfter).plus(GRACE);
    if (!clocks.wall().isBefore(forgotten) && people.canProve(session.person())) {
      lock(session, Why.IDLE);
      return Stage.LOCKED;
    }
    return !session.factorDone() && people.mustSetUp(session.person()) ? Stage.SET_UP : Stage.OPEN;
  }
}
