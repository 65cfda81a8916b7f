package org.vigie.governance;

import java.time.Instant;

/// A stop button that is pressed.
///
/// @param person who pressed it
/// @param reason why, in that person's words; may be empty
public record Stop(StopScope scope, String person, Instant since, String reason) {}
