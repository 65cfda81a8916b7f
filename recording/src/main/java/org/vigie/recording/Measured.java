package org.vigie.recording;

/// What of one camera has reached the disk lately, measured from its parts.
///
/// @param width of the stored pictures, in pixels
/// @param height of the stored pictures, in pixels
/// @param picturesPerSecond over the last minute of footage
/// @param bitsPerSecond over the last minute of footage, as stored
public record Measured(int width, int height, double picturesPerSecond, long bitsPerSecond) {}
