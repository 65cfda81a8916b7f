package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vigie.model.Box;
import org.vigie.model.Ground;

/// How many people are in a zone: those told apart, or, where they stand too close for that, what
/// their joint foreground is worth.
final class Headcount {

  /// From here on foreground counts: fewer people hide one another rarely enough for tracks to be
  /// the better number, which measured heights and shadows blur by a third.
  static final int CROWD = 10;

  /// A number lasts so long before it is believed: tracks come and go by one from picture to
  /// picture.
  static final Duration STEADY = Duration.ofSeconds(1);

  /// Children are half as tall as adults, and many are hidden up to the waist; less is a part of
  /// one.
  private static final double LEAST_SEEN = 0.4;

  private final Area area;
  private final PersonScale scale;
  private final Coverage coverage;
  private final Deque<Number> lately = new ArrayDeque<>();
  private final Doubt doubt = new Doubt(Target.PERSON);
  private double byForeground;

  private record Number(Instant at, double people) {}

  Headcount(Area area, Optional<Ground> ground, double aspect) {
    this.area = area;
    this.scale = new PersonScale(ground, aspect);
    this.coverage = new Coverage(new ZoneCells(area, scale));
  }

  /// Takes in the next observation.
  ///
  /// @return the people in the zone: the median of the last second's numbers
  int see(Judge.Moment moment) {
    scale.learn(moment);
    doubt.keep(moment.known());
    moment.visible().stream().filter(this::isInside).forEach(doubt::see);
    int told =
        (int)
            moment.known().stream()
                .filter(life -> isInside(life) && isSomeone(life, moment))
                .count();
    double people = Math.max(told, crowd(moment));
    lately.addLast(new Number(moment.at(), people));
    while (lately.getFirst().at.plus(STEADY).isBefore(moment.at())) {
      lately.removeFirst();
    }
    var sorted = lately.stream().mapToDouble(Number::people).sorted().toArray();
    return (int) Math.round(sorted[(sorted.length - 1) / 2]);
  }

  /// The people that the foreground is worth; 0 where they are few enough to be told apart, or
  /// nothing is known of how large they look. Holds until the next measurement: of a camera on
  /// which nothing moves there is none, and who stood there stands there still.
  private double crowd(Judge.Moment moment) {
    var grid = moment.signs().motion();
    if (grid.isPresent()) {
      byForeground = coverage.people(grid.get(), moment.known()).orElse(0);
    }
    return byForeground < CROWD ? 0 : byForeground;
  }

  private boolean isInside(Life life) {
    return Target.PERSON.matches(life.kind()) && area.contains(life.foot());
  }

  private boolean isSomeone(Life life, Judge.Moment moment) {
    boolean doubted = !life.wasDetected() && doubt.wouldFind(life);
    return !doubted && !isFragment(life, moment);
  }

  /// Whether a thing is far too small for someone who stands where it stands: a foot, a shadow's
  /// end, a bag. Judged by how large people look there, or by others in view: whoever is nearer
  /// looks at least as tall, and whoever is farther, from as high as the other's head, at least
  /// as tall as the way from there down to the own feet.
  private boolean isFragment(Life life, Judge.Moment moment) {
    double height = life.track().box().height();
    var usual = scale.heightAt(life.foot());
    if (usual.isPresent()) {
      return height < LEAST_SEEN * usual.getAsDouble();
    }
    for (var other : moment.visible()) {
      var box = other.track().box();
      double least = Math.min(box.height(), life.foot().y() - box.top());
      if (other != life && Target.PERSON.matches(other.kind()) && height < LEAST_SEEN * least) {
        return true;
      }
    }
    return false;
  }

  /// Where the people are who are told apart, from left to right.
  List<Box> boxes(Judge.Moment moment) {
    return moment.visible().stream()
        .filter(life -> isInside(life) && isSomeone(life, moment))
        .map(life -> life.track().box())
        .sorted(Comparator.comparingDouble(Box::left))
        .toList();
  }

  void forget() {
    scale.forget();
    lately.clear();
    doubt.forget();
    byForeground = 0;
  }
}
