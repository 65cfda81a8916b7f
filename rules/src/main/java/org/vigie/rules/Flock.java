package org.vigie.rules;

import java.time.Instant;
import org.vigie.model.Box;

/// How the people of one zone move at one instant, all together.
///
/// @param people how many their foreground is worth
/// @param speed the median of their speeds, in metres a second
/// @param mean their mean velocity, in metres a second
/// @param outward the mean of their speeds away from their middle, in metres a second
/// @param around whether they leave the middle on at least three of its four sides
/// @param box where those are who move; the zone's middle where nobody does
record Flock(
    Instant at,
    double people,
    double speed,
    Velocity mean,
    double outward,
    boolean around,
    Box box) {}
