package org.vigie.model;

import java.time.Instant;

/// A place in one camera's view that looks like fire.
///
/// @param smoke grey that spreads slowly, rather than a flame
/// @param since when it was first seen
/// @param score how sure the eye is, 0 to 1
public record FireSign(boolean smoke, Box box, Instant since, double score) {}
