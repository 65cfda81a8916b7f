package org.vigie.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What is known of a camera's clocks, and how well its pictures are dated.
///
/// @param at when this was measured
/// @param ahead how far the camera's own clock is ahead of this machine's, by its RTCP sender
///     reports; empty where it sends none. Evidence only, no picture is dated by it
/// @param driftPpm how much faster than elapsed time its RTP timestamps run, in millionths; empty
///     until that is measured
/// @param uncertainty how far the dates of its pictures may be off now, either way
/// @param caughtUp by how much dates were moved faster than the usual bound allows, either way,
///     since the session began
public record CameraClock(
    Instant at,
    Optional<Duration> ahead,
    OptionalInt driftPpm,
    Duration uncertainty,
    Duration caughtUp) {}
