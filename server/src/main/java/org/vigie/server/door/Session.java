package org.vigie.server.door;

import java.time.Instant;

/// A session that is alive, as its person and administrators see it.
///
/// @param id names it; no secret
/// @param person pseudonymous staff id
/// @param seen its last sign of life, to the minute
/// @param ends when it ends at the latest
/// @param address of the machine it was started from
/// @param browser in coarse words; empty where it did not say
public record Session(
    String id,
    String person,
    Instant started,
    Instant seen,
    Instant ends,
    String address,
    String browser) {}
