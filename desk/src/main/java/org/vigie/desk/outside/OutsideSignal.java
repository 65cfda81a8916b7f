package org.vigie.desk.outside;

import java.time.Instant;
import java.util.Optional;
import org.vigie.model.CameraId;

/// One thing that a system outside has said. Vigie has not seen it and does not judge it.
///
/// @param id index of its entry in the ledger
/// @param source the name of who said it
/// @param camera that it is about, if any
/// @param kind in the source's own words: lower-case letters, digits and hyphens
/// @param text at most 300 characters
/// @param at when it was taken
public record OutsideSignal(
    long id, String source, Optional<CameraId> camera, String kind, String text, Instant at) {}
