package org.vigie.model;

import java.time.Instant;

/// An anonymous thing that moves, or moved, in one camera's view.
///
/// @param id random; dies with the view (R12)
/// @param score how sure the eye is that this is something, 0 to 1
/// @param since when it was first seen
public record Track(String id, CoarseClass kind, Box box, double score, Instant since) {}
