package org.vigie.eye.scene;

import org.vigie.model.Box;
import org.vigie.model.CoarseClass;

/// One thing that a detector has found in a picture.
///
/// @param box fractions of the picture
/// @param score 0 to 1, the same for every model: 0.5 where it is more likely right than wrong
/// @param cut it goes on beyond the part of the picture that was looked at
public record Detection(CoarseClass kind, Box box, double score, boolean cut) {}
