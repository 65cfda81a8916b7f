package org.vigie.desk.steer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a camera that may be steered stands.
///
/// @param holder who steers it now, pseudonymous
/// @param heldFor how long theirs lasts, unless they go on
/// @param awaySince since when it looks elsewhere than where its zones are drawn, and its rules
/// rest
/// @param returning it is on its way back, or its view is being compared
/// @param patrol the round that it makes now
/// @param preset where it stands, as far as is known; by the name that something is drawn for
/// @param judging whether the rules of that preset judge
public record SteerState(
    Optional<String> holder,
    Optional<Duration> heldFor,
    Optional<Instant> awaySince,
    boolean returning,
    Optional<String> patrol,
    Optional<String> preset,
    boolean judging) {}
