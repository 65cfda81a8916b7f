package org.vigie.simulator.scene;

import org.vigie.simulator.draw.Vec;

/// Where an actor is and how it moves, at one instant.
///
/// @param heading radians from the z axis towards x
/// @param distance gone so far, in metres: drives legs and wheels
/// @param speed in metres a second
public record Pose(Vec at, double heading, double distance, double speed) {}
