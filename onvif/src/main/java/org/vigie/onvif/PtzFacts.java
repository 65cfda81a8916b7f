package org.vigie.onvif;

/// That a camera can be moved.
///
/// @param presets how many places it can remember
/// @param home whether it has a place to which it goes back
public record PtzFacts(int presets, boolean home) {}
