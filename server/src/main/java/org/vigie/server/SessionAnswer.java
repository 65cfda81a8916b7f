package org.vigie.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigie.server.door.Session;
import org.vigie.server.door.SignedIn;

/// A session that is alive, as its person or an administrator reads of it.
///
/// @param name of its person; absent in the list of one's own
/// @param own whether it is the one that asks
record SessionAnswer(
    String id,
    Optional<String> person,
    Optional<String> name,
    Instant since,
    Instant seen,
    Instant ends,
    boolean locked,
    String address,
    String browser,
    boolean own) {

  record SessionList(List<SessionAnswer> sessions) {}

  static SessionAnswer own(Session session, SignedIn asker) {
    return of(session, asker, Optional.empty(), Optional.empty());
  }

  static SessionAnswer anybodys(Session session, SignedIn asker, String name) {
    return of(session, asker, Optional.of(session.person()), Optional.of(name));
  }

  private static SessionAnswer of(
      Session session, SignedIn asker, Optional<String> person, Optional<String> name) {
    return new SessionAnswer(
        session.id(),
        person,
        name,
        session.started(),
        session.seen(),
        session.ends(),
        session.locked().isPresent(),
        session.address(),
        session.browser(),
        session.id().equals(asker.session()));
  }
}
