package org.vigie.simulator.scene;

import java.util.ArrayList;
import java.util.List;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.draw.Lens;
import org.vigie.simulator.draw.Light;
import org.vigie.simulator.draw.Solid;

/// One camera's view: what stands there, what lights it, who passes, and what is armed.
///
/// @param id the camera's id and the first part of its streams' paths
/// @param name for people
/// @param site where it is, for people
/// @param still what stands there and is drawn like an actor: parked cars
public record Place(
    String id,
    String name,
    String site,
    Lens lens,
    Light light,
    List<Solid> solids,
    List<Body> still,
    List<Actor> actors,
    List<Zone> zones,
    List<Rule> rules) {

  /// The loop's length, in seconds.
  public static final int LOOP_S = 60;

  private static final double DRIFT = 0.02;

  public Place {
    solids = List.copyOf(solids);
    still = List.copyOf(still);
    actors = List.copyOf(actors);
    zones = List.copyOf(zones);
    rules = List.copyOf(rules);
  }

  /// The bodies that are there at a time of the loop.
  public List<Body> bodies(double s) {
    var bodies = new ArrayList<Body>();
    for (var actor : actors) {
      actor.at(s).ifPresent(bodies::add);
    }
    return bodies;
  }

  /// How bright the light is: a passing cloud, once in each loop.
  public static double gain(double s) {
    return 1 + DRIFT * Math.sin(2 * Math.PI * s / LOOP_S);
  }

  public Zone zone(String id) {
    return zones.stream().filter(zone -> zone.id().equals(id)).findFirst().orElseThrow();
  }
}
