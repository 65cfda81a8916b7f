package org.vigie.simulator.scene;

import java.util.Optional;
import org.vigie.model.CoarseClass;
import org.vigie.simulator.draw.Body;

/// Someone or something that passes: the same way at the same time in every loop.
///
/// @param id its name in the ground truth
public record Actor(String id, CoarseClass kind, Route route, Figure figure) {

  /// Its shape at a time of the loop; empty while it is not there.
  public Optional<Body> at(double s) {
    return route.at(s, Place.LOOP_S).map(figure::at);
  }
}
