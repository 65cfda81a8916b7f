package org.vigie.simulator.stage;

import java.util.Optional;
import org.vigie.model.CoarseClass;
import org.vigie.model.Point;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.scene.Figure;
import org.vigie.simulator.scene.Pose;
import org.vigie.simulator.scene.Route;

/// Someone or something with a part in a scene: its shape at any time of it.
///
/// @param id its name in the ground truth
public record Performer(String id, CoarseClass kind, Part part) {

  /// Longer than any scene: nobody comes back.
  private static final double FOREVER_S = 100_000;

  /// What it looks like at a time of the scene, in seconds; empty while it is not there.
  @FunctionalInterface
  public interface Part {
    Optional<Body> at(double s);
  }

  /// Goes its way.
  ///
  /// @param sway chooses how it sways where it stands; 0 for not at all
  static Performer on(String id, CoarseClass kind, Route.Builder way, Figure figure, long sway) {
    var route = way.end();
    var swaying = new Swaying(figure, sway);
    return new Performer(id, kind, s -> poseOn(route, s).map(pose -> swaying.at(pose, s)));
  }

  /// Whether it is a person, alone or on a bicycle.
  boolean isPerson() {
    return switch (kind) {
      case PERSON, TWO_WHEELER -> true;
      case CAR, HEAVY_VEHICLE, OBJECT, ANIMAL, UNKNOWN -> false;
    };
  }

  /// Where a way leads at a time.
  static Optional<Pose> poseOn(Route route, double s) {
    return route.at(s, FOREVER_S);
  }

  /// The middle of the lower edge of its box, as fractions of the picture; empty while it is not
  /// there or behind the camera.
  Optional<Point> foot(double s, Lens lens) {
    return part.at(s)
        .filter(body -> lens.depth(body.at()) > 2)
        .map(
            body -> {
              double[] b = body.bounds(lens);
              return new Point((b[0] + b[2]) / 2, b[3]);
            });
  }
}
