package org.vigie.rules;

import org.vigie.model.MotionGrid;
import org.vigie.model.Point;

/// The cells of a motion grid as they lie on one zone: a cell belongs to the place on which a body
/// with its middle there would stand.
final class ZoneCells {

  /// Places tried in each cell, along either side: a zone's edge cuts through cells.
  private static final int TRIED = 4;

  private final Area area;
  private final PersonScale scale;
  private double[] rooms = {};
  private int version = -1;

  ZoneCells(Area area, PersonScale scale) {
    this.area = area;
    this.scale = scale;
  }

  /// For each cell, how many people side by side would cover the part of it that belongs to the
  /// zone; 0 everywhere while it is not known how large people look. Not to be changed.
  double[] rooms(MotionGrid grid) {
    int cells = grid.columns() * grid.rows();
    if (rooms.length != cells || version != scale.version()) {
      version = scale.version();
      rooms = new double[cells];
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          rooms[grid.cell(column, row)] = room(grid, column, row);
        }
      }
    }
    return rooms;
  }

  private double room(MotionGrid grid, int column, int row) {
    double share = 1.0 / (grid.columns() * grid.rows() * TRIED * TRIED);
    double people = 0;
    for (int i = 0; i < TRIED * TRIED; i++) {
      var middle =
          new Point(
              (column + (i % TRIED + 0.5) / TRIED) / grid.columns(),
              (row + (i / TRIED + 0.5) / TRIED) / grid.rows());
      var foot = scale.footBelow(middle);
      var one = scale.shareAt(foot);
      if (one.isPresent() && area.contains(Geometry.inside(foot))) {
        people += share / one.getAsDouble();
      }
    }
    return people;
  }
}
