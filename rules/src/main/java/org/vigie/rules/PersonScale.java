package org.vigie.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Ground;
import org.vigie.model.Point;

/// How tall a standing person looks at each place of one view: by the measured ground, else learnt
/// from the heights of persons' boxes.
///
/// On flat ground that height grows linearly with how low in the picture the feet are (D. Hoiem, A.
/// Efros, M. Hebert, "Putting Objects in Perspective", CVPR 2006), so that a straight line through
/// the boxes seen is enough; only sums are kept, nothing of any one box.
final class PersonScale {

  /// Of men, women and half-grown children: whoever is taller or smaller is off by a fifth.
  static final double HEIGHT_M = 1.7;

  /// A box is 0.41 of its height wide (P. Dollar and others, "Pedestrian Detection: An Evaluation
  /// of the State of the Art", PAMI 2012), and a body fills some two thirds of it.
  private static final double SILHOUETTE = 0.27;

  /// As many sightings, of as many lives, before the learnt line is believed: one life alone may be
  /// a child or two persons in one box.
  private static final int LEAST_SIGHTINGS = 30;

  private static final int LEAST_LIVES = 3;

  /// Feet within a tenth of the picture's height say nothing of the slope.
  private static final double LEAST_SPREAD = 0.03;

  /// A box less upright than this is a group, a cyclist, or someone who sits.
  private static final double LEAST_UPRIGHT = 1.5;

  /// Smaller than a hundredth of the picture nothing is told apart.
  private static final double LEAST_HEIGHT = 0.01;

  private static final double MARGIN = 0.01;

  private final Optional<Ground> ground;
  private final double aspect;
  // One sighting a second of each life that is in view.
  private final Map<Life, Long> lastSeen = new HashMap<>();
  private int lives;
  private double count;
  private double feet;
  private double heights;
  private double feetSquared;
  private double feetHeights;

  /// @param aspect the picture's width over its height
  PersonScale(Optional<Ground> ground, double aspect) {
    this.ground = ground;
    this.aspect = aspect;
  }

  void forget() {
    lastSeen.clear();
    lives = 0;
    count = 0;
    feet = 0;
    heights = 0;
    feetSquared = 0;
    feetHeights = 0;
  }

  void learn(Judge.Moment moment) {
    if (ground.isPresent()) {
      return;
    }
    lastSeen.keySet().retainAll(moment.known());
    long second = moment.at().getEpochSecond();
    for (var life : moment.visible()) {
      if (life.kind() == CoarseClass.PERSON && isWhole(life.track().box())) {
        var before = lastSeen.put(life, second);
        lives += before == null ? 1 : 0;
        if (before == null || before != second) {
          add(life.track().box());
        }
      }
    }
  }

  private boolean isWhole(Box box) {
    return box.top() > MARGIN
        && box.top() + box.height() < 1 - MARGIN
        && box.left() > MARGIN
        && box.left() + box.width() < 1 - MARGIN
        && box.height() >= LEAST_UPRIGHT * box.width() * aspect;
  }

  private void add(Box box) {
    double foot = box.top() + box.height();
    count++;
    feet += foot;
    heights += box.height();
    feetSquared += foot * foot;
    feetHeights += foot * box.height();
  }

  /// Changes whenever what this scale says may have changed by a hundredth or so.
  int version() {
    return ground.isPresent() ? 1 : (int) (10 * Math.log1p(count));
  }

  /// Whether anything can be said of this view.
  boolean isKnown() {
    return ground.isPresent() || count >= LEAST_SIGHTINGS && lives >= LEAST_LIVES;
  }

  /// How tall a person who stands at `foot` looks, in fractions of the picture's height; empty
  /// where nothing is known.
  OptionalDouble heightAt(Point foot) {
    if (ground.isPresent()) {
      return measured(ground.get(), foot);
    }
    if (!isKnown()) {
      return OptionalDouble.empty();
    }
    double mean = heights / count;
    double middle = feet / count;
    double spread = feetSquared / count - middle * middle;
    double slope =
        spread < LEAST_SPREAD * LEAST_SPREAD
            ? 0
            // Never smaller nearer: cameras stand upright.
            : Math.max(0, (feetHeights / count - middle * mean) / spread);
    double height = mean + slope * (foot.y() - middle);
    return height < LEAST_HEIGHT ? OptionalDouble.empty() : OptionalDouble.of(height);
  }

  private OptionalDouble measured(Ground measured, Point foot) {
    double tenth = 0.1;
    var box = new Box(foot.x() - tenth / 2, foot.y() - tenth, tenth, tenth);
    var upright = measured.height(box);
    if (upright.isPresent()) {
      return atLeast(tenth * HEIGHT_M / upright.getAsDouble());
    }
    var across = measured.width(box);
    // Steeper than heights are told, people look some half as tall as they are.
    return across.isEmpty()
        ? OptionalDouble.empty()
        : atLeast(tenth * aspect / across.getAsDouble() * HEIGHT_M / 2);
  }

  private static OptionalDouble atLeast(double height) {
    return height < LEAST_HEIGHT ? OptionalDouble.empty() : OptionalDouble.of(height);
  }

  /// The share of the picture that a person who stands at `foot` covers.
  OptionalDouble shareAt(Point foot) {
    var height = heightAt(foot);
    return height.isEmpty()
        ? height
        : OptionalDouble.of(SILHOUETTE * height.getAsDouble() * height.getAsDouble() / aspect);
  }

  /// Where someone stands whose body has its middle at `middle`; the same place where nothing is
  /// known.
  Point footBelow(Point middle) {
    double y = middle.y();
    // The height hardly changes over half of itself: two steps are exact to a hundredth.
    for (int step = 0; step < 2; step++) {
      var height = heightAt(new Point(middle.x(), y));
      if (height.isEmpty()) {
        return middle;
      }
      y = middle.y() + height.getAsDouble() / 2;
    }
    return new Point(middle.x(), y);
  }

  /// How fast something moves over the ground whose picture moves by so many picture heights a
  /// second, in metres a second; empty where nothing is known. Without a measured ground, movement
  /// towards the camera and away from it is taken for less than it is.
  Optional<Velocity> velocity(Point foot, double across, double down) {
    if (ground.isEmpty()) {
      var height = heightAt(foot);
      return height.isEmpty()
          ? Optional.empty()
          : Optional.of(new Velocity(across, down).times(HEIGHT_M / height.getAsDouble()));
    }
    double step = 0.1;
    var from = ground.get().metres(foot);
    var to =
        ground.get().metres(new Point(foot.x() + across * step / aspect, foot.y() + down * step));
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Velocity(to.get().x() - from.get().x(), to.get().y() - from.get().y())
                .times(1 / step));
  }

  /// Where something stands, in metres from any origin along the same axes as [#velocity]; empty
  /// where nothing is known.
  Optional<Velocity> place(Point foot) {
    if (ground.isPresent()) {
      return ground.get().metres(foot).map(metres -> new Velocity(metres.x(), metres.y()));
    }
    return Optional.of(new Velocity(foot.x() * aspect, foot.y()));
  }
}
