package org.vigie.tell;

import java.time.ZoneId;
import java.util.Map;
import org.vigie.model.CameraId;

/// What receivers may know of the town itself.
///
/// @param zone in which people are told times
/// @param demo its cameras are drawn, and what they show has not happened
public record TownFacts(String name, ZoneId zone, Map<CameraId, Spot> cameras, boolean demo) {

  public TownFacts {
    cameras = Map.copyOf(cameras);
  }

  Spot spot(CameraId camera) {
    var known = cameras.get(camera);
    return known == null ? Spot.of(camera) : known;
  }
}
