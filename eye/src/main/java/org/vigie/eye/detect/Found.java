package org.vigie.eye.detect;

/// One box as a model gives it, in pixels of its input.
///
/// @param label the label's number
/// @param score as the model means it, 0 to 1
record Found(int label, double left, double top, double right, double bottom, double score) {}
