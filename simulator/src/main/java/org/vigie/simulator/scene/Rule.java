package org.vigie.simulator.scene;

import java.util.Optional;
import org.vigie.model.EventType;

/// A rule that a place's camera is armed with.
///
/// @param classes `person` or `vehicle`; absent: both
/// @param patienceS how long the condition must hold, in seconds
public record Rule(EventType event, String zone, Optional<String> classes, double patienceS) {}
