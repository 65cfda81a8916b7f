package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// A session that is alive, as its person and administrators see it.
///
/// @param id names it; no secret
/// @param person pseudonymous staff id
/// @param seen its last sign of life, to the minute
/// @param acted when somebody last touched its workstation, to some seconds
/// @param proved when its person last proved who they are
/// @param ends when it ends at the latest
/// @param locked since when it is locked; empty while it is open
/// @param address of the machine it was started from
/// @param factorDone a provider asked for the second factor when it began
/// @param browser in coarse words; empty where it did not say
public record Session(
    String id,
    String person,
    Instant started,
    Instant seen,
    Instant acted,
    Instant proved,
    Instant ends,
    Optional<Instant> locked,
    boolean factorDone,
    String address,
    String browser) {}
