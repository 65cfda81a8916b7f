package org.vigie.simulator.scene;

import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Rgb;
import org.vigie.simulator.draw.Vec;

/// A car or van: flat panels, windows, lamps and four wheels.
///
/// @param lit whether its lamps are on
public record Car(Shape shape, Rgb paint, boolean lit) implements Figure {

  /// Outlines seen from the left side: metres forward and up, of the lower body and the cabin.
  public enum Shape {
    HATCH(
        4.05,
        1.76,
        new double[][] {
          {-2.02, 0.3},
          {-2.02, 0.8},
          {-1.93, 0.95},
          {0.85, 0.97},
          {1.85, 0.78},
          {2.02, 0.6},
          {2.02, 0.3}
        },
        new double[][] {{-1.9, 0.95}, {-1.5, 1.42}, {0.0, 1.47}, {0.92, 0.96}}),
    SALOON(
        4.65,
        1.82,
        new double[][] {
          {-2.32, 0.3},
          {-2.32, 0.85},
          {-2.2, 0.96},
          {0.95, 0.95},
          {2.1, 0.76},
          {2.32, 0.58},
          {2.32, 0.3}
        },
        new double[][] {{-1.75, 0.95}, {-1.05, 1.4}, {0.15, 1.43}, {1.02, 0.95}}),
    VAN(
        4.95,
        1.92,
        new double[][] {
          {-2.47, 0.32},
          {-2.47, 1.1},
          {-2.45, 1.15},
          {1.35, 1.15},
          {2.3, 0.98},
          {2.47, 0.7},
          {2.47, 0.32}
        },
        new double[][] {{-2.45, 1.14}, {-2.38, 1.98}, {0.75, 2.0}, {1.5, 1.14}});

    final double length;
    final double width;
    final double[][] body;
    final double[][] cabin;

    Shape(double length, double width, double[][] body, double[][] cabin) {
      this.length = length;
      this.width = width;
      this.body = body;
      this.cabin = cabin;
    }
  }

  private static final Rgb GLASS = Rgb.hex(0x161a1e);
  private static final Rgb TYRE = Rgb.hex(0x18181a);
  private static final Rgb HUB = Rgb.hex(0x8d9094);
  private static final Rgb DARK = Rgb.hex(0x202124);
  private static final Rgb PLATE = Rgb.hex(0xd8d8d0);
  private static final double WHEEL_M = 0.32;

  @Override
  public Body at(Pose pose) {
    var b = new Body.Builder(pose.at(), pose.heading());
    underside(b);
    hull(b);
    cabin(b);
    lamps(b);
    for (int side = -1; side <= 1; side += 2) {
      wheel(b, -0.31 * shape.length, side);
      wheel(b, 0.30 * shape.length, side);
    }
    return b.build(0.5);
  }

  /// First of all faces: its corners are the car's footprint.
  private void underside(Body.Builder b) {
    double f = shape.length / 2 - 0.45;
    double r = shape.width / 2 - 0.35;
    b.face(
        DARK,
        0,
        0,
        b.place(-f, -r, 0.28),
        b.place(f, -r, 0.28),
        b.place(f, r, 0.28),
        b.place(-f, r, 0.28));
  }

  private void hull(Body.Builder b) {
    double half = shape.width / 2;
    var p = shape.body;
    side(b, p, half, half, paint, 0.10, 0, 0);
    for (int i = 0; i + 1 < p.length; i++) {
      strip(b, p[i], p[i + 1], half, half, paint, 0.16, 0);
    }
  }

  private void cabin(Body.Builder b) {
    double wide = shape.width / 2 - 0.04;
    double narrow = wide - 0.16;
    var p = shape.cabin;
    side(b, p, wide, narrow, paint, 0.10, 1, 0);
    side(b, p, wide + 0.005, narrow + 0.005, GLASS, 0.55, 2, 0.1);
    strip(b, p[0], p[1], wide, narrow, shape == Shape.VAN ? paint : GLASS, 0.5, 1);
    strip(b, p[1], p[2], narrow, narrow, paint, 0.22, 1);
    strip(b, p[2], p[3], narrow, wide, GLASS, 0.6, 1);
  }

  /// Both sides of an outline, `low` wide at its lower and `high` at its upper edge.
  private void side(
      Body.Builder b,
      double[][] outline,
      double low,
      double high,
      Rgb colour,
      double gloss,
      int layer,
      double inset) {
    double bottom = outline[0][1];
    double rise = outline[1][1] - bottom;
    for (int side = -1; side <= 1; side += 2) {
      var corners = new Vec[outline.length];
      for (int i = 0; i < outline.length; i++) {
        var point = inset(outline, i, inset);
        double up = Math.clamp((point[1] - bottom) / rise, 0.0, 1.0);
        double out = low + (high - low) * up;
        // Anticlockwise from outside: the order differs between the two sides.
        corners[side < 0 ? i : outline.length - 1 - i] = b.place(point[0], side * out, point[1]);
      }
      b.face(colour, gloss, layer, corners);
    }
  }

  private double[] inset(double[][] outline, int i, double by) {
    var p = outline[i];
    if (by == 0) {
      return p;
    }
    double forward = p[0] + (i < outline.length / 2 ? by * 1.6 : -by * 1.6);
    if (shape == Shape.VAN && i < outline.length / 2) {
      // Windows only beside the front seats.
      forward = 0.0;
    }
    return new double[] {forward, p[1] + (i == 0 || i == outline.length - 1 ? by * 0.4 : -by)};
  }

  private static void strip(
      Body.Builder b,
      double[] from,
      double[] to,
      double fromHalf,
      double toHalf,
      Rgb colour,
      double gloss,
      int layer) {
    b.face(
        colour,
        gloss,
        layer,
        b.place(from[0], -fromHalf, from[1]),
        b.place(from[0], fromHalf, from[1]),
        b.place(to[0], toHalf, to[1]),
        b.place(to[0], -toHalf, to[1]));
  }

  private void lamps(Body.Builder b) {
    double front = shape.length / 2 + 0.01;
    var white = lit ? new Rgb(2.6, 2.4, 2.0) : new Rgb(0.15, 0.15, 0.15);
    var red = lit ? new Rgb(0.9, 0.05, 0.03) : new Rgb(0.08, 0.005, 0.005);
    for (int side = -1; side <= 1; side += 2) {
      double in = side * (shape.width / 2 - 0.42);
      double out = side * (shape.width / 2 - 0.08);
      panel(b, front, in, out, 0.52, 0.66, PLATE, white);
      panel(b, -front, in, out, 0.68, 0.86, Rgb.hex(0x7a1512), red);
    }
    panel(b, front, -0.5, 0.5, 0.36, 0.47, DARK, Rgb.BLACK);
    panel(b, -front, -0.26, 0.26, 0.5, 0.61, PLATE, Rgb.BLACK);
  }

  /// A small upright rectangle on the front or the back.
  private static void panel(
      Body.Builder b,
      double f,
      double one,
      double other,
      double low,
      double high,
      Rgb c,
      Rgb glow) {
    double left = f > 0 ? Math.max(one, other) : Math.min(one, other);
    double right = f > 0 ? Math.min(one, other) : Math.max(one, other);
    b.lamp(
        c,
        glow,
        3,
        b.place(f, left, low),
        b.place(f, right, low),
        b.place(f, right, high),
        b.place(f, left, high));
  }

  private void wheel(Body.Builder b, double forward, int side) {
    double out = shape.width / 2 + 0.012;
    disc(b, forward, side, out - 0.006, WHEEL_M + 0.06, DARK, 2);
    disc(b, forward, side, out, WHEEL_M, TYRE, 3);
    disc(b, forward, side, out + 0.006, WHEEL_M * 0.62, HUB, 4);
  }

  private static void disc(
      Body.Builder b, double forward, int side, double out, double radius, Rgb colour, int layer) {
    var corners = new Vec[14];
    for (int i = 0; i < corners.length; i++) {
      double angle = side * 2 * Math.PI * i / corners.length;
      corners[i] =
          b.place(
              forward + radius * Math.cos(angle),
              side * out,
              Math.max(0.0, WHEEL_M + radius * Math.sin(angle)));
    }
    b.face(colour, 0, layer, corners);
  }
}
