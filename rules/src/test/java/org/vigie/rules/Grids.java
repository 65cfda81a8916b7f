package org.vigie.rules;

import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.MotionGrid;
import org.vigie.model.Point;

/// Motion grids drawn by hand: bodies are ellipses in their boxes.
final class Grids {

  static final int COLUMNS = 16;
  static final int ROWS = 9;
  private static final int FINE = 4;

  private Grids() {}

  /// A body and how fast it moves, in picture heights a second.
  record Body(Box box, double across, double down) {}

  static MotionGrid covered(List<Box> bodies) {
    return of(bodies.stream().map(box -> new Body(box, 0, 0)).toList());
  }

  static MotionGrid of(List<Body> bodies) {
    var covered = new float[COLUMNS * ROWS];
    var across = new float[covered.length];
    var down = new float[covered.length];
    for (int i = 0; i < COLUMNS * FINE; i++) {
      for (int j = 0; j < ROWS * FINE; j++) {
        var point = new Point((i + 0.5) / (COLUMNS * FINE), (j + 0.5) / (ROWS * FINE));
        for (var body : bodies) {
          if (isIn(body.box, point)) {
            int cell = j / FINE * COLUMNS + i / FINE;
            covered[cell]++;
            across[cell] += (float) body.across;
            down[cell] += (float) body.down;
            break;
          }
        }
      }
    }
    for (int cell = 0; cell < covered.length; cell++) {
      across[cell] /= Math.max(1, covered[cell]);
      down[cell] /= Math.max(1, covered[cell]);
      covered[cell] /= FINE * FINE;
    }
    return new MotionGrid(COLUMNS, ROWS, covered, across, down);
  }

  private static boolean isIn(Box box, Point point) {
    double x = (point.x() - box.left() - box.width() / 2) / (box.width() / 2);
    double y = (point.y() - box.top() - box.height() / 2) / (box.height() / 2);
    return x * x + y * y <= 1;
  }
}
