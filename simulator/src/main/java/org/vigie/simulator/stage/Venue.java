package org.vigie.simulator.stage;

import java.util.List;
import org.vigie.simulator.draw.Backdrop;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Solid;
import org.vigie.simulator.draw.Studio;
import org.vigie.simulator.draw.Vec;

/// Where a scripted scene plays: an empty place, the camera over it, its light and weather.
///
/// @param road whether the middle is a street of two lanes along x
/// @param still what stands there and is drawn like a figure: parked cars
/// @param ground where people walk
/// @param seed everything about it follows from it
public record Venue(
    Setting setting,
    boolean road,
    Lens lens,
    Light light,
    List<Solid> solids,
    List<Body> still,
    Ground ground,
    long seed) {

  private static final double FARTHEST_M = 400;

  /// Open ground, in metres.
  ///
  /// @param left the least x
  /// @param near the least z
  public record Ground(double left, double right, double near, double far) {}

  public Venue {
    solids = List.copyOf(solids);
    still = List.copyOf(still);
  }

  /// The empty place in that size, which takes seconds.
  public Backdrop backdrop(int width, int height) {
    return Studio.furnish(Backdrop.trace(solids, light, lens, width, height), lens, light, still);
  }

  /// The x of what appears so far across the picture, on the ground at z.
  double xAt(double across, double z) {
    double low = -FARTHEST_M;
    double high = FARTHEST_M;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      var at = new Vec(middle, 0, z);
      // Behind the camera's own plane there is no across: the yaw says on which side it lies.
      double seen = lens.depth(at) > 0.1 ? lens.across(at) : Math.signum(middle) * 9;
      if (seen < across) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
