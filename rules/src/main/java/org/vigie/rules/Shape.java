package org.vigie.rules;

import java.time.Instant;
import org.vigie.model.Box;

/// The outline of one body at one instant, in fractions of the picture's height.
///
/// @param middle of the box, from the left
/// @param cut whether the picture ends before the body does, below
/// @param pixel of the picture as the eye looks at it
record Shape(
    Instant at, double middle, double top, double width, double height, boolean cut, double pixel) {

  private static final double EDGE = 0.005;

  /// Higher than wide by more than boxes breathe: standing, walking, or on a seat.
  private static final double UPRIGHT = 1.2;

  /// The pixels that somebody upright has at least: 1.7 m at the pixels for a metre that the rule
  /// needs (R29). Of fewer no posture can be told.
  static final double LEAST_UPRIGHT = 1.7 * Resolution.FOR_PEOPLE;

  /// The pixels that the box of a lying body covers at least: 1.7 m by the depth of a chest, 0.25
  /// m,
  /// at the same pixels for a metre. Less is a foot, a shadow's end, or what is left of a box that
  /// has lost its thing.
  static final double LEAST_LYING = 1.7 * 0.25 * Resolution.FOR_PEOPLE * Resolution.FOR_PEOPLE;

  /// Of its height when upright a body is at least so thick when it lies: a chest of 0.2 m is an
  /// eighth, and no camera sees it thinner. A box that is lower still has run down to nothing.
  private static final double FLATTEST = 0.1;

  static Shape of(Box box, Instant at, double aspect) {
    return new Shape(
        at,
        (box.left() + box.width() / 2) * aspect,
        box.top(),
        box.width() * aspect,
        box.height(),
        box.top() + box.height() > 1 - EDGE,
        aspect / Resolution.ANALYSED_WIDTH);
  }

  Box box(double aspect) {
    return new Box((middle - width / 2) / aspect, top, width / aspect, height);
  }

  double bottom() {
    return top + height;
  }

  boolean isUpright() {
    return height >= UPRIGHT * width;
  }

  /// How much this looks like somebody who lies, who was so high when upright. The numbers are
  /// those of a body of joints seen from cameras that look down at 5 to 35 degrees; design/rules.md
  /// has the table.
  Lying lying(double upright) {
    if (upright < LEAST_UPRIGHT * pixel || width * height < LEAST_LYING * pixel * pixel) {
      return Lying.NO;
    }
    double high = height / upright;
    double wide = width / upright;
    if (wide > LONGEST || high < FLATTEST) {
      return Lying.NO;
    }
    // Nothing but a lying body is so low and not narrow: who crouches makes 0.37, and looks no
    // lower
    // than 0.37 from anywhere.
    boolean low = high <= LOW && width >= 0.9 * height && (high <= LOWEST || wide >= NOT_NARROW);
    // Seen from higher up, across: as long as a body. Legs stretched out before a sitting one make
    // 0.74 of it.
    boolean isLong = high <= 0.55 && wide >= 0.78 && width >= 1.5 * height;
    if (low || isLong) {
      return Lying.CLEARLY;
    }
    // From higher up, along the line of sight: as low as somebody who crouches or sits on the
    // ground,
    // and only a little wider.
    boolean doubtful = high <= 0.58 && width >= 0.85 * height && wide >= 0.4 && wide <= 0.57;
    return doubtful ? Lying.PERHAPS : Lying.NO;
  }

  private static final double LOW = 0.43;
  private static final double LOWEST = 0.35;
  private static final double NOT_NARROW = 0.42;

  /// Arms stretched out make a body a third longer; what is longer still was not standing before.
  static final double LONGEST = 1.4;

  /// A posture, as far as an outline tells.
  enum Lying {
    NO,
    /// Could also be crouching or sitting: only a quick way down tells.
    PERHAPS,
    CLEARLY
  }
}
