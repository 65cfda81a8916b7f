package org.vigie.eye.scene;

import java.util.EnumMap;
import java.util.Map;
import org.vigie.model.CoarseClass;

/// Guesses the coarse class of one track from shape and pace, without knowing the scale of the
/// scene: a vote a picture, and UNKNOWN unless one class leads clearly.
///
/// Pace is measured in the thing's own heights a second: someone on foot covers one or two, a car
/// seen from the side five or more. It says nothing of things seen from above, where bulk decides.
final class Kinds {

  private static final int LEAST_VOTES = 4;
  private static final double CLEAR_LEAD = 0.6;

  private final Map<CoarseClass, Integer> votes = new EnumMap<>(CoarseClass.class);
  private int all;

  void vote(Blob blob, double speed, double age) {
    if (age < 0.2) {
      return; // The speed is not known yet.
    }
    votes.merge(guess(blob, speed), 1, Integer::sum);
    all++;
  }

  private static CoarseClass guess(Blob blob, double speed) {
    double upright = (double) blob.height() / blob.width();
    boolean bulky = blob.pixels() > 3000 && blob.fill() > 0.68 && speed > 0.15;
    if (bulky && upright < 2.2) {
      return CoarseClass.CAR;
    }
    if ((upright < 1.15 && speed > 1) || (upright < 0.75 && speed > 0.4)) {
      return CoarseClass.CAR;
    }
    if (upright >= 1.5 && speed < 2.4) {
      return CoarseClass.PERSON;
    }
    if (upright >= 0.9 && speed >= 1.8) {
      return CoarseClass.TWO_WHEELER;
    }
    return CoarseClass.UNKNOWN;
  }

  CoarseClass likely() {
    if (all < LEAST_VOTES) {
      return CoarseClass.UNKNOWN;
    }
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() >= CLEAR_LEAD * all)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(CoarseClass.UNKNOWN);
  }
}
