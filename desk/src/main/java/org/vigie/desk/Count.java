package org.vigie.desk;

import java.time.Instant;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;

/// Passages over a line in one minute; counts hold nothing about any single one.
///
/// @param minute its beginning, UTC
/// @param direction "forward" or "back"
/// @param passages at least 1
public record Count(
    CameraId camera,
    String rule,
    String line,
    CoarseClass kind,
    String direction,
    Instant minute,
    int passages) {}
