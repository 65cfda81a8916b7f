package org.vigie.model;

import java.time.Instant;

/// Something that came to rest in one camera's view: it was not there when the view was learnt, and
/// does not move. It has no id: rules compare boxes.
///
/// @param since when it came to rest
/// @param score how sure the eye is that something is there, 0 to 1: a light that was switched on
///     and a thing that was carried away look alike but for their outline
public record Resting(Box box, Instant since, double score) {}
