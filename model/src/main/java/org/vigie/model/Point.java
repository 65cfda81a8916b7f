package org.vigie.model;

/// A place in a picture, as fractions of its width and height, origin at the top left.
public record Point(double x, double y) {}
