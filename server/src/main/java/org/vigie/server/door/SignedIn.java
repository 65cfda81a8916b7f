package org.vigie.server.door;

import java.time.Instant;

/// Someone whose session is alive.
///
/// @param person pseudonymous staff id
/// @param session names the session without giving it away
/// @param ends when the session ends at the latest
public record SignedIn(String person, String session, Instant ends, Stage stage) {}
