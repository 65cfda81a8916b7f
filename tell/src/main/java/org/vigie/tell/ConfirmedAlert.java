package org.vigie.tell;

import java.time.Instant;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// An alert that a person has confirmed: all of it that may ever leave the machine.
///
/// @param seen when the rule decided
/// @param confirmed when a person did
public record ConfirmedAlert(
    long id, EventType event, CameraId camera, Instant seen, Instant confirmed) {}
