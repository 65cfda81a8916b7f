package org.vigie.rules;

import java.util.List;
import java.util.Optional;
import org.vigie.model.Ground;
import org.vigie.model.Point;

/// How finely a camera shows a place, in pixels for a metre across the line of sight, as EN 62676-4
/// counts them (R29).
///
/// @param least at the place's farthest corner; 0 where it reaches the horizon
/// @param most at its nearest
public record Resolution(double least, double most) {

  /// The finest at which nobody warns: EN 62676-4 calls 125 pixels for a metre "recognise", and
  /// Vigie is not there to recognise anybody.
  public static final double FINEST = 125;

  /// The eye looks at pictures of about this width, whatever the camera's.
  static final int ANALYSED_WIDTH = 320;

  /// Pixels for a metre of that picture that it takes to see people: 1.7 m by 0.5 m make a clear
  /// blob (30 pixels) there.
  static final double FOR_PEOPLE = 6;

  /// Of a place.
  ///
  /// @param corners at least one
  /// @param width of the picture, in pixels
  public static Resolution of(Ground ground, List<Point> corners, int width) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (var corner : corners) {
      double there = ground.pixelsPerMetre(corner, width).orElse(0);
      least = Math.min(least, there);
      most = Math.max(most, there);
    }
    return new Resolution(least, most);
  }

  /// How many pixels for a metre a rule needs, in a picture as the eye looks at it: what makes a
  /// clear blob (30 pixels) of a person of 1.7 m by 0.5 m, of the side of a car, or a resting thing
  /// (24 pixels) of a bag of half a metre. Of crowds it is what covers the ground that counts, and
  /// fire has no size.
  public static double needed(Rule rule) {
    return switch (rule.event()) {
      case INTRUSION, LINE_COUNT, WRONG_WAY -> rule.target() == Target.VEHICLE ? 2.2 : FOR_PEOPLE;
      case PERSON_DOWN -> FOR_PEOPLE;
      case ABANDONED_OBJECT -> 10;
      case CROWD_MOVEMENT, DENSITY -> 3;
      case FIRE, WEAPON -> 0;
    };
  }

  /// What speaks against a rule that needs things of some size to be seen.
  ///
  /// @param needed pixels for a metre in a picture as the eye looks at it; 0 for none
  Optional<String> tooCoarse(double needed, int width) {
    double inPicture = needed * width / ANALYSED_WIDTH;
    return least >= inPicture
        ? Optional.empty()
        : Optional.of(
            "has only %.0f pixels for a metre at its farthest corner, and this rule needs %.0f"
                .formatted(least, inPicture));
  }

  /// What a person should know of a place that is shown very finely.
  Optional<String> tooFine() {
    return most <= FINEST
        ? Optional.empty()
        : Optional.of(
            "has %.0f pixels for a metre at its nearest corner: above %.0f people can be recognised (EN 62676-4)"
                .formatted(most, FINEST));
  }
}
