package org.vigie.rules;

import org.vigie.model.Box;

/// Arithmetic of boxes.
final class Boxes {

  /// Boxes that end so near the picture's edge, in fractions of it, go on beyond it.
  private static final double EDGE = 0.005;

  /// Of its own length: nothing that only comes into view, or leaves it, changes by more from one
  /// observation to the next.
  private static final double LEAP = 0.35;

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

  /// How far a box has moved as a whole from one observation to the next, in fractions of the
  /// picture: along each axis as far as the end that moved less, and not at all where its two ends
  /// went different ways. Then it has only grown or shrunk: the next car of a queue has joined it
  /// or left it, or a shadow, or the glare of headlights.
  ///
  /// An end at the picture's edge tells nothing; the other one counts alone, unless it leaps.
  static Velocity moved(Box from, Box to) {
    return new Velocity(
        moved(from.left(), from.width(), to.left(), to.width()),
        moved(from.top(), from.height(), to.top(), to.height()));
  }

  private static double moved(double from, double length, double to, double lengthAfter) {
    double low = to - from;
    double high = low + lengthAfter - length;
    boolean lowCut = Math.min(from, to) <= EDGE;
    boolean highCut = Math.max(from + length, to + lengthAfter) >= 1 - EDGE;
    if (lowCut && highCut) {
      return 0;
    }
    if (lowCut || highCut) {
      return Math.abs(high - low) > LEAP * length ? 0 : lowCut ? high : low;
    }
    if (low * high <= 0) {
      return 0;
    }
    return Math.abs(low) < Math.abs(high) ? low : high;
  }
}
