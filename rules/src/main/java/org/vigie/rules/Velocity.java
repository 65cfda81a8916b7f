package org.vigie.rules;

/// A speed with its direction, or a way, on the ground or in a picture.
record Velocity(double x, double y) {

  static final Velocity NONE = new Velocity(0, 0);

  Velocity plus(Velocity other) {
    return new Velocity(x + other.x, y + other.y);
  }

  Velocity minus(Velocity other) {
    return new Velocity(x - other.x, y - other.y);
  }

  Velocity times(double factor) {
    return new Velocity(x * factor, y * factor);
  }

  double length() {
    return Math.hypot(x, y);
  }

  double dot(Velocity other) {
    return x * other.x + y * other.y;
  }

  /// This way, one long; none of none.
  Velocity direction() {
    double length = length();
    return length == 0 ? NONE : times(1 / length);
  }

  /// The cosine of the angle between two ways; 0 where either is none.
  double cosine(Velocity other) {
    return direction().dot(other.direction());
  }
}
