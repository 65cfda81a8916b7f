package org.vigie.governance.source;

import java.time.Duration;
import java.time.Instant;
import org.vigie.model.CameraId;

/// A source that films now because a person has opened it.
///
/// @param id names it in the ledger
/// @param act the number of the act under which it was opened
/// @param at when it was opened
/// @param until when it ends by itself
/// @param deadline the same by the elapsed clock: a wall clock set back lengthens nothing
public record SourceOpening(
    String id,
    CameraId camera,
    String person,
    String reason,
    String act,
    Instant at,
    Instant until,
    Duration deadline) {}
