package org.vigie.eye;

import java.util.ArrayList;
import java.util.List;
import org.vigie.link.wire.Shape;
import org.vigie.model.Point;

/// Polygons as they cross the link.
final class Shapes {

  private Shapes() {}

  static List<List<Point>> readAll(List<Shape> shapes) {
    return shapes.stream().map(Shapes::read).toList();
  }

  static List<Point> read(Shape shape) {
    var points = new ArrayList<Point>();
    for (int i = 0; i + 1 < shape.getCornersCount(); i += 2) {
      points.add(new Point(shape.getCorners(i), shape.getCorners(i + 1)));
    }
    return List.copyOf(points);
  }
}
