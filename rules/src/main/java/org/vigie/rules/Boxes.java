package org.vigie.rules;

import org.vigie.model.Box;

/// Arithmetic of boxes.
final class Boxes {

  private Boxes() {}

  /// The share of the smaller of two boxes that lies in the other, 0 to 1.
  static double covered(Box a, Box b) {
    double w = Math.min(a.left() + a.width(), b.left() + b.width()) - Math.max(a.left(), b.left());
    double h = Math.min(a.top() + a.height(), b.top() + b.height()) - Math.max(a.top(), b.top());
    double least = Math.min(a.width() * a.height(), b.width() * b.height());
    return w <= 0 || h <= 0 || least <= 0 ? 0 : w * h / least;
  }

  /// A box with a margin of shares of its own width and height all around.
  static Box grown(Box box, double share) {
    return new Box(
        box.left() - share * box.width(),
        box.top() - share * box.height(),
        box.width() * (1 + 2 * share),
        box.height() * (1 + 2 * share));
  }

  static boolean meet(Box a, Box b) {
    return a.left() < b.left() + b.width()
        && b.left() < a.left() + a.width()
        && a.top() < b.top() + b.height()
        && b.top() < a.top() + a.height();
  }
}
