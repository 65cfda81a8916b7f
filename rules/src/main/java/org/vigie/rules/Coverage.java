package org.vigie.rules;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.vigie.model.Box;
import org.vigie.model.MotionGrid;

/// How many people a zone's foreground is worth, where they stand too close to be told apart.
///
/// Each cell of the motion grid belongs to the place on which a body in it would stand. People who
/// stand at random hide one another: of a ground that `n` of them would just tile they leave
/// exp(-n) uncovered, and that is turned round (the Boolean model; P. Hall, "Introduction to the
/// Theory of Coverage Processes", 1988). Counting foreground pixels goes back to A. Davies, J. Yin
/// and S. Velastin, "Crowd monitoring using image processing", 1995.
final class Coverage {

  /// Beyond this share the number rises by a person for each hundredth: covered is covered.
  private static final double MOST_COVERED = 0.95;

  private final ZoneCells cells;

  Coverage(ZoneCells cells) {
    this.cells = cells;
  }

  /// The number of people; empty while it is not known how large they look, or where the zone is
  /// smaller than a person.
  ///
  /// @param known things in view; what vehicles cover is left out
  OptionalDouble people(MotionGrid grid, Set<Life> known) {
    var rooms = cells.rooms(grid);
    var vehicles =
        known.stream()
            .filter(life -> life.kind().isVehicle())
            .map(life -> life.track().box())
            .toList();
    double room = 0;
    double covered = 0;
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        int cell = grid.cell(column, row);
        double theirs = shareOf(vehicles, grid, column, row);
        room += rooms[cell] * (1 - theirs);
        covered += rooms[cell] * Math.clamp(grid.covered()[cell] - theirs, 0, 1 - theirs);
      }
    }
    if (room < 1) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(-room * Math.log(1 - Math.min(MOST_COVERED, covered / room)));
  }

  /// The share of a cell that lies in boxes, 0 to 1; where they overlap, the most of any.
  private static double shareOf(List<Box> boxes, MotionGrid grid, int column, int row) {
    var cell =
        new Box(
            (double) column / grid.columns(),
            (double) row / grid.rows(),
            1.0 / grid.columns(),
            1.0 / grid.rows());
    return boxes.stream().mapToDouble(box -> Geometry.partIn(cell, box)).max().orElse(0);
  }
}
