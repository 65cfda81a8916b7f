package org.vigie.server.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;

/// Who is in, and from where. Each beginning and each end by somebody is in the ledger before it
/// happens; one that runs out is not, its end was in its beginning.
///
/// Safe for any thread.
public final class Sessions {

  private final SqlSessions stored;
  private final Governance governance;
  private final Clocks clocks;

  Sessions(SqlStore store, Governance governance, Clocks clocks) {
    this.stored = new SqlSessions(store, clocks);
    this.governance = governance;
    this.clocks = clocks;
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

  /// Starts a session in place of the one that the browser was in.
  ///
  /// @param by how the person proved who they are
  /// @return its token
  String start(String person, String by, Caller caller) {
    governance.note("session.started", person, Map.of("by", by));
    var started = stored.start(person, caller);
    caller.token().flatMap(stored::find).ifPresent(former -> end(former, person, End.REPLACED));
    return started.token();
  }

  /// The session of a token whose person has a habilitation in force; this is a sign of life.
  Optional<SignedIn> find(String token) {
    return stored.find(token).filter(this::isHabilitated).map(Sessions::signedIn);
  }

  /// Whether a session goes on; this is a sign of life.
  boolean isAlive(SignedIn signedIn) {
    return stored.touch(signedIn.session()).filter(this::isHabilitated).isPresent();
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
    stored.look(signedIn.session()).ifPresent(s -> end(s, signedIn.person(), End.SIGNED_OUT));
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

  private static SignedIn signedIn(Session session) {
    return new SignedIn(session.person(), session.id(), session.ends());
  }
}
