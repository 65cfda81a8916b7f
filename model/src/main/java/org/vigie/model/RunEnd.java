package org.vigie.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a run.
///
/// @param wall the instant from which pictures are missing
/// @param gap why pictures are missing from here on; null where the next run follows on directly
///     (new parameter sets, a new hour)
/// @param detail one plain sentence for people; never holds a password
public record RunEnd(Instant wall, @Nullable GapReason gap, String detail) {}
