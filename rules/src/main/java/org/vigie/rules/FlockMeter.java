package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.MotionGrid;
import org.vigie.model.Point;

/// Measures how the people of a zone move, from the motion grid: cells that show people, each with
/// as many as it is worth.
final class FlockMeter {

  /// In a cell less covered than this the rim of something passes.
  private static final double LEAST_COVERED = 0.08;

  /// A quarter of the movement must leave on a side for it to be one of those that people leave on;
  /// a half of that, for cells are few.
  private static final double LEAST_OF_A_SIDE = 0.1;

  private final ZoneCells cells;
  private final PersonScale scale;

  FlockMeter(ZoneCells cells, PersonScale scale) {
    this.cells = cells;
    this.scale = scale;
  }

  private record Part(Point middle, Velocity place, Velocity velocity, double people) {}

  /// @param left out boxes of what are no people
  Flock measure(MotionGrid grid, List<Box> leftOut, Instant at) {
    var parts = parts(grid, leftOut);
    double people = parts.stream().mapToDouble(Part::people).sum();
    if (people == 0) {
      return new Flock(at, 0, 0, Velocity.NONE, 0, false, new Box(0.5, 0.5, 0, 0));
    }
    var mean = Velocity.NONE;
    var centre = Velocity.NONE;
    for (var part : parts) {
      mean = mean.plus(part.velocity.times(part.people / people));
      centre = centre.plus(part.place.times(part.people / people));
    }
    double outward = 0;
    var sides = new double[4];
    for (var part : parts) {
      var away = part.place.minus(centre);
      double speed = part.velocity.dot(away.direction()) * part.people / people;
      outward += speed;
      sides[(away.x() > 0 ? 1 : 0) + (away.y() > 0 ? 2 : 0)] += speed;
    }
    int leaving = 0;
    for (double side : sides) {
      leaving += side > LEAST_OF_A_SIDE * outward ? 1 : 0;
    }
    return new Flock(
        at, people, median(parts, people), mean, outward, outward > 0 && leaving >= 3, box(parts));
  }

  private List<Part> parts(MotionGrid grid, List<Box> leftOut) {
    var parts = new ArrayList<Part>();
    var rooms = cells.rooms(grid);
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        int cell = grid.cell(column, row);
        var middle = grid.middle(column, row);
        if (rooms[cell] == 0
            || grid.covered()[cell] < LEAST_COVERED
            || leftOut.stream().anyMatch(box -> Geometry.isIn(box, middle))) {
          continue;
        }
        var foot = scale.footBelow(middle);
        var place = scale.place(foot);
        var velocity = scale.velocity(foot, grid.across()[cell], grid.down()[cell]);
        if (place.isPresent() && velocity.isPresent()) {
          double people = rooms[cell] * Math.clamp(grid.covered()[cell], 0, 1);
          parts.add(new Part(middle, place.get(), velocity.get(), people));
        }
      }
    }
    return parts;
  }

  private static double median(List<Part> parts, double people) {
    var bySpeed = new ArrayList<>(parts);
    bySpeed.sort(Comparator.comparingDouble(part -> part.velocity.length()));
    double left = people / 2;
    for (var part : bySpeed) {
      left -= part.people;
      if (left <= 0) {
        return part.velocity.length();
      }
    }
    return bySpeed.getLast().velocity.length();
  }

  private static Box box(List<Part> parts) {
    double left = 1;
    double top = 1;
    double right = 0;
    double bottom = 0;
    for (var part : parts) {
      left = Math.min(left, part.middle.x());
      top = Math.min(top, part.middle.y());
      right = Math.max(right, part.middle.x());
      bottom = Math.max(bottom, part.middle.y());
    }
    return new Box(left, top, right - left, bottom - top);
  }
}
