package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// A one-time link: whoever holds it may do one thing, once.
///
/// @param person whose it is; empty for FIRST_RUN, which makes the first person
public record Link(Kind kind, Optional<String> person, Instant expires) {

  public enum Kind {
    /// Makes the first administrator, who chooses name and password.
    FIRST_RUN("first-run"),
    /// Lets its person choose a password.
    INVITATION("invitation"),
    /// Signs its person in at once: the demo's operator.
    SIGN_IN("demo"),
    /// Lets a maintainer from outside in, once their visit is confirmed.
    VISIT("visit");

    private final String page;

    Kind(String page) {
      this.page = page;
    }

    /// The console's page for it. The token stands behind `#`, so that it is in no request line and
    /// no log.
    String path(String token) {
      return "/" + page + "#token=" + token;
    }
  }
}
