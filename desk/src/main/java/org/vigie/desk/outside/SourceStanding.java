package org.vigie.desk.outside;

import java.time.Instant;
import java.util.Optional;

/// How a source outside stands, in figures since the start.
///
/// @param shown how many of its messages became a card
/// @param refused how many were no message at all, or of a camera of which it may not speak
/// @param dropped how many were too much
/// @param last when it was last heard; nothing since the start
/// @param trouble why it cannot be heard now; nothing where it can, or where it calls by itself
public record SourceStanding(
    String name,
    String label,
    OutsideSource.Way way,
    long shown,
    long refused,
    long dropped,
    Optional<Instant> last,
    Optional<String> trouble) {}
