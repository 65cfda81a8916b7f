package org.vigie.eye.scene;

import java.util.EnumMap;
import java.util.Map;
import org.vigie.model.CoarseClass;

/// Guesses the coarse class of one track from shape and pace, without knowing the scale of the
/// scene: a vote a picture, and UNKNOWN unless one class leads clearly.
///
/// Pace is measured in the thing's own heights a second: someone on foot covers one or two, a car
/// seen from the side five or more. It says nothing of things seen from above, where bulk decides.
///
/// What a detector calls the thing weighs by its score, and counts instead as soon as there is
/// enough of it.
final class Kinds {

  private static final int LEAST_VOTES = 4;
  private static final double CLEAR_LEAD = 0.6;

  /// Scores of a detector that count instead of shape and pace: two sure looks.
  private static final double ENOUGH = 1;

  /// Whoever was called a person so often, in scores, or for such a share, stays one: detectors
  /// trained on photographs take whoever lies or crouches for an animal for as long as it
  /// lasts, and hardly ever an animal for a person.
  private static final double PERSON_FOR_GOOD = 2;

  private static final double PERSON_SHARE = 0.2;

  /// What no rule is about must be told beyond doubt: more of it, and hardly anything else.
  private static final double ENOUGH_TO_PASS_OVER = 4;

  private static final double LEAD_TO_PASS_OVER = 0.85;

  private final Map<CoarseClass, Integer> votes = new EnumMap<>(CoarseClass.class);
  private int all;
  private final Map<CoarseClass, Double> told = new EnumMap<>(CoarseClass.class);
  private double allTold;

  void vote(Blob blob, double speed, double age) {
    if (age < 0.2) {
      return; // The speed is not known yet.
    }
    votes.merge(guess(blob, speed), 1, Integer::sum);
    all++;
  }

  /// A detector's vote.
  void tell(CoarseClass kind, double score) {
    told.merge(kind, score, Double::sum);
    allTold += score;
  }

  boolean isTold() {
    return allTold > 0;
  }

  /// Whether it was called this; one vehicle is taken for another easily.
  boolean isTold(CoarseClass kind) {
    return told.keySet().stream()
        .anyMatch(other -> other == kind || (other.isVehicle() && kind.isVehicle()));
  }

  private double share(CoarseClass kind) {
    return told.getOrDefault(kind, 0.0) / allTold;
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
    return allTold >= ENOUGH ? likelyTold() : likelyGuessed();
  }

  private CoarseClass likelyTold() {
    if (share(CoarseClass.TWO_WHEELER) >= 0.5) {
      return CoarseClass.TWO_WHEELER;
    }
    double car = share(CoarseClass.CAR);
    double heavy = share(CoarseClass.HEAVY_VEHICLE);
    if (car + heavy >= CLEAR_LEAD) {
      return car >= heavy ? CoarseClass.CAR : CoarseClass.HEAVY_VEHICLE;
    }
    double person = told.getOrDefault(CoarseClass.PERSON, 0.0);
    if (person >= PERSON_FOR_GOOD || person >= PERSON_SHARE * allTold) {
      return CoarseClass.PERSON;
    }
    boolean animal =
        allTold >= ENOUGH_TO_PASS_OVER && share(CoarseClass.ANIMAL) >= LEAD_TO_PASS_OVER;
    return animal ? CoarseClass.ANIMAL : CoarseClass.UNKNOWN;
  }

  private CoarseClass likelyGuessed() {
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
