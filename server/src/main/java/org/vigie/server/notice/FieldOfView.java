package org.vigie.server.notice;

/// What a camera overlooks, seen from above: a sector.
///
/// @param direction of its middle, degrees clockwise from north, 0 to 360
/// @param angle how wide it is, degrees, 1 to 360
/// @param reach how far people can be seen, metres, 1 to 2000
public record FieldOfView(double direction, double angle, double reach) {}
