package org.vigie.server.access;

import java.time.Instant;
import org.vigie.model.Box;

/// A rectangle that an officer drew over a run of pictures.
///
/// @param id counts what was drawn on a film, from 1
/// @param at when
/// @param person who drew it: pseudonymous staff id
/// @param lift whether the mask is lifted inside; otherwise it is added
/// @param from when the first of the pictures was taken
/// @param to when the last of them was taken, included
/// @param box inside the picture
public record DrawnEdit(
    long id, Instant at, String person, boolean lift, Instant from, Instant to, Box box) {}
