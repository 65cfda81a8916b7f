package org.vigie.model;

/// A rectangle in a picture, as fractions of its width and height, origin at the top left.
public record Box(double left, double top, double width, double height) {

  /// Where the thing stands: the middle of the lower edge.
  public Point foot() {
    return new Point(left + width / 2, top + height);
  }

  /// Shared area over joint area, 0 to 1.
  public double overlap(Box other) {
    double w = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
    double h = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (width * height + other.width * other.height - w * h);
  }
}
