package org.vigie.desk;

import java.util.Optional;
import org.vigie.model.CameraId;

/// A line that is to be written under an incident.
///
/// @param words may be empty where the kind says enough
/// @param camera needed for CAMERA_ADDED alone
/// @param alert needed for ALERT_LINKED alone
public record LineOrder(
    LineKind kind, String words, Optional<CameraId> camera, Optional<Long> alert) {}
