package org.vigie.server.door;

import java.time.Instant;

/// That an administrator took somebody's second factors away, so that a password is enough again.
///
/// @param by pseudonymous staff id of that administrator
public record FactorReset(Instant at, String by) {}
