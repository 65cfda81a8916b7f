package org.vigie.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.vigie.model.CoarseClass;

/// Whether what moves is doubted because no detector finds it.
///
/// A small detector's silence means nothing by itself: it misses cars seen from above, and people
/// far away, and one that knows people only misses all cars. Where it has found things of that sort
/// and size, what it does not find is a shadow, a light, or a scrap of something. Without a
/// detector nothing is ever doubted. One rule's memory of its place.
final class Doubt {

  /// Observations of a thing that was surely found within the second before each, until it shows
  /// what a detector can find here: of some ten a second, so that one chance look is not enough.
  private static final int ENOUGH = 15;

  /// Sizes of things that are found and not found in one place differ by so much for nothing.
  private static final double ABOUT = 0.8;

  private final Target target;
  private final Map<Life, Integer> found = new HashMap<>();
  private double leastPerson = Double.POSITIVE_INFINITY;
  private double leastVehicle = Double.POSITIVE_INFINITY;

  /// @param target whom the rule is about: what was not told apart is taken for that
  Doubt(Target target) {
    this.target = target;
  }

  /// Takes in something in this place that the rule is about.
  void see(Life life) {
    if (!life.track().isSurelyDetected() || found.merge(life, 1, Integer::sum) < ENOUGH) {
      return;
    }
    double height = life.track().box().height();
    if (life.kind().isVehicle()) {
      leastVehicle = Math.min(leastVehicle, height);
    } else if (life.kind() != CoarseClass.UNKNOWN) {
      leastPerson = Math.min(leastPerson, height);
    }
  }

  /// @param known everything else is forgotten, but for what was learnt from it
  void keep(Set<Life> known) {
    found.keySet().retainAll(known);
  }

  /// Whether a thing of this sort and size would have been found here, as far as is known.
  boolean wouldFind(Life life) {
    return life.track().box().height() >= ABOUT * least(life.kind());
  }

  private double least(CoarseClass kind) {
    if (kind == CoarseClass.UNKNOWN) {
      return switch (target) {
        case PERSON -> leastPerson;
        case VEHICLE -> leastVehicle;
        case ANY -> Math.max(leastPerson, leastVehicle);
      };
    }
    return kind.isVehicle() ? leastVehicle : leastPerson;
  }

  void forget() {
    found.clear();
    leastPerson = Double.POSITIVE_INFINITY;
    leastVehicle = Double.POSITIVE_INFINITY;
  }
}
