package org.vigie.desk;

import java.time.Instant;
import java.util.Optional;
import org.vigie.model.CameraId;

/// An incident that is to be opened.
///
/// @param moment of the picture it is opened from; not after now
/// @param alert the alert it is opened from, of that camera
/// @param words what happens, not who; may be empty unless the kind is OTHER
public record IncidentOrder(
    IncidentKind kind, CameraId camera, Instant moment, Optional<Long> alert, String words) {}
