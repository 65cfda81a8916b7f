package org.vigie.desk;

import java.time.Duration;
import java.time.Instant;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// A rule whose alerts wait quietly on one camera for a while: they are raised and registered as
/// ever, and come back at its end.
///
/// @param person who asked for it, pseudonymous
/// @param until if the wall clock does not step; elapsed time decides
/// @param left how long it still runs
public record Snooze(
    CameraId camera,
    String rule,
    EventType event,
    String person,
    Instant since,
    Instant until,
    Duration left) {}
