package org.vigie.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where a camera's ground lies: turns places in its picture into metres on a flat ground, from at
/// least four places that were measured. Immutable, safe for any thread.
///
/// A plane and its picture are one projective map apart (a homography), found by the direct linear
/// transform with Hartley's normalisation: R. Hartley and A. Zisserman, "Multiple View Geometry in
/// Computer Vision", 2nd edition 2004, sections 4.1 and 4.4; least squares where there are more
/// than four places. It knows nothing of stairs, slopes and lens distortion: what lies off the
/// plane, or far outside the measured places, is off by as much as the ground is.
///
/// Lengths of upright things come from the same map: seen at a depression angle a, a metre of
/// ground along the line of sight looks sin(a) as long as one across it, and an upright metre
/// cos(a). That holds near the picture's middle and within some 10 % in its corners.
public final class Ground {

  /// How many places make a calibration.
  public static final int LEAST_POINTS = 4;

  public static final int MOST_POINTS = 40;

  /// Three places are on one line when the triangle is lower than this share of its longest side:
  /// measuring errors of a hundredth would turn it over.
  private static final double LEAST_HEIGHT = 0.02;

  /// The most that a place may lie from where the others say, in shares of the places' spread.
  private static final double MOST_ERROR = 0.1;

  /// Depths, in multiples of that of the measured places, beyond which nothing is said: there a
  /// row of pixels covers hundreds of times as many metres.
  private static final double FARTHEST = 20;

  /// The steepest sine of the line of sight at which upright lengths are still told: 64 degrees.
  /// More steeply, a box shows shoulders rather than height.
  private static final double STEEPEST = 0.9;

  private final double aspect;
  private final double[] map;
  private final double error;

  /// A place that was measured.
  ///
  /// @param inPicture as fractions of width and height
  /// @param metres on the ground, from any origin along any two axes at right angles
  public record Measured(Point inPicture, Metres metres) {}

  /// A place on the ground, in metres.
  public record Metres(double x, double y) {

    public double distance(Metres other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  private Ground(double aspect, double[] map, double error) {
    this.aspect = aspect;
    this.map = map;
    this.error = error;
  }

  /// Calibrates.
  ///
  /// @param aspect the picture's width over its height
  /// @throws IllegalArgumentException if these places say nothing or contradict one another; the
  ///     message is for people
  public static Ground of(double aspect, List<Measured> places) {
    if (places.size() < LEAST_POINTS || places.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "a ground is measured at %d to %d places, not %d"
              .formatted(LEAST_POINTS, MOST_POINTS, places.size()));
    }
    var picture =
        places.stream()
            .map(p -> new Metres(p.inPicture().x() * aspect, p.inPicture().y()))
            .toList();
    var ground = places.stream().map(Measured::metres).toList();
    requireSpread(picture, "in the picture");
    requireSpread(ground, "on the ground");
    var solved = Homography.fit(picture, ground);
    double error = 0;
    for (int i = 0; i < places.size(); i++) {
      if (Homography.nearness(solved, picture.get(i)) <= 0) {
        throw new IllegalArgumentException(Homography.TURNED_OVER);
      }
      double off = Homography.apply(solved, picture.get(i)).distance(ground.get(i));
      if (off > MOST_ERROR * spread(ground)) {
        throw new IllegalArgumentException(
            "place %d lies %.1f m from where the others say; measure it again"
                .formatted(i + 1, off));
      }
      error = Math.max(error, off);
    }
    return new Ground(aspect, solved, error);
  }

  /// The farthest that a measured place lies from where the map puts it, in metres: how well more
  /// than four places agree; nothing where there are four.
  public double error() {
    return error;
  }

  /// Where a place in the picture lies on the ground; empty on and above the horizon, and where it
  /// is too near to tell.
  public Optional<Metres> metres(Point inPicture) {
    var place = new Metres(inPicture.x() * aspect, inPicture.y());
    return Homography.nearness(map, place) < 1 / FARTHEST
        ? Optional.empty()
        : Optional.of(Homography.apply(map, place));
  }

  /// The metres between two places in the picture; empty where [#metres] is.
  public OptionalDouble distance(Point a, Point b) {
    var from = metres(a);
    var to = metres(b);
    return from.isEmpty() || to.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(from.get().distance(to.get()));
  }

  /// The square metres of ground that a polygon covers; empty where it reaches the horizon.
  public OptionalDouble squareMetres(List<Point> polygon) {
    var corners = new ArrayList<Metres>();
    for (var corner : polygon) {
      var there = metres(corner);
      if (there.isEmpty()) {
        return OptionalDouble.empty();
      }
      corners.add(there.get());
    }
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      var next = corners.get((i + 1) % corners.size());
      // Against the first corner, so that a small polygon far from the origin keeps its digits.
      twice += cross(corners.getFirst(), corners.get(i), next);
    }
    return OptionalDouble.of(Math.abs(twice) / 2);
  }

  /// How many pixels a metre across the line of sight takes at a place, as EN 62676-4 counts them;
  /// empty where [#metres] is.
  ///
  /// @param width of the picture, in pixels
  public OptionalDouble pixelsPerMetre(Point inPicture, int width) {
    var scale = scale(inPicture);
    return scale.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(scale.get().across * width / aspect);
  }

  /// How high an upright thing is that stands in a box's foot, in metres; empty where [#metres] is,
  /// and where the camera looks down so steeply that a box says nothing of heights.
  public OptionalDouble height(Box box) {
    var scale = scale(box.foot());
    if (scale.isEmpty() || scale.get().sine() > STEEPEST) {
      return OptionalDouble.empty();
    }
    double sine = scale.get().sine();
    return OptionalDouble.of(box.height() / (scale.get().across * Math.sqrt(1 - sine * sine)));
  }

  /// How wide a thing in a box is across the line of sight, in metres; empty where [#metres] is.
  public OptionalDouble width(Box box) {
    var scale = scale(box.foot());
    return scale.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(box.width() * aspect / scale.get().across);
  }

  /// What a metre of ground looks like at a place, in fractions of the picture's height.
  ///
  /// @param across where it looks longest: across the line of sight
  /// @param along where it looks shortest: along it
  private record Scale(double across, double along) {

    /// The sine of the depression angle.
    double sine() {
      return along / across;
    }
  }

  /// From the singular values of the map's derivative.
  private Optional<Scale> scale(Point inPicture) {
    if (metres(inPicture).isEmpty()) {
      return Optional.empty();
    }
    var d = Homography.derivative(map, new Metres(inPicture.x() * aspect, inPicture.y()));
    double sum = d[0] * d[0] + d[1] * d[1] + d[2] * d[2] + d[3] * d[3];
    double det = Math.abs(d[0] * d[3] - d[1] * d[2]);
    double root = Math.sqrt(Math.max(0, sum * sum / 4 - det * det));
    double most = Math.sqrt(sum / 2 + root);
    return Optional.of(new Scale(most / det, 1 / most));
  }

  /// Refuses places of which no four span a plane.
  private static void requireSpread(List<Metres> places, String where) {
    for (int a = 0; a < places.size(); a++) {
      for (int b = a + 1; b < places.size(); b++) {
        for (int c = b + 1; c < places.size(); c++) {
          for (int d = c + 1; d < places.size(); d++) {
            if (spans(places.get(a), places.get(b), places.get(c))
                && spans(places.get(a), places.get(b), places.get(d))
                && spans(places.get(a), places.get(c), places.get(d))
                && spans(places.get(b), places.get(c), places.get(d))) {
              return;
            }
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "three of the places lie (nearly) on one line %s, or two are one; take four corners of a wide field"
            .formatted(where));
  }

  private static boolean spans(Metres a, Metres b, Metres c) {
    double longest = Math.max(a.distance(b), Math.max(b.distance(c), c.distance(a)));
    return Math.abs(cross(a, b, c)) > LEAST_HEIGHT * longest * longest;
  }

  private static double cross(Metres a, Metres b, Metres c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  }

  private static double spread(List<Metres> places) {
    double most = 0;
    for (var a : places) {
      for (var b : places) {
        most = Math.max(most, a.distance(b));
      }
    }
    return most;
  }
}
