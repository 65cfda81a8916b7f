package org.vigie.governance.relay;

import java.time.Duration;
import java.time.Instant;
import org.vigie.model.CameraId;

/// A camera that a person has opened, clear, to one partner for some time.
///
/// @param person who opened it
/// @param until by the wall clock, for people
/// @param deadline by elapsed time, which decides
public record RelayOpening(
    String id,
    String relay,
    CameraId camera,
    String person,
    Instant since,
    Instant until,
    Duration deadline) {}
