package org.vigie.onvif;

/// What a camera can black out by itself, before anything leaves it.
///
/// @param most how many masks
/// @param points how many corners each may have
/// @param rectanglesOnly whether each must be an upright rectangle
public record MaskFacts(int most, int points, boolean rectanglesOnly) {}
