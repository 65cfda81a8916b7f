package org.vigie.simulator.scene;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.CoarseClass;

/// Collects a place's actors; the wardrobe dresses them in the order in which they are added.
final class Cast {

  private final List<Actor> actors = new ArrayList<>();
  private final Wardrobe wardrobe;
  private final boolean lampsOn;

  Cast(Wardrobe wardrobe, boolean lampsOn) {
    this.wardrobe = wardrobe;
    this.lampsOn = lampsOn;
  }

  Cast walks(String id, Route.Builder way) {
    actors.add(new Actor(id, CoarseClass.PERSON, way.end(), wardrobe.pedestrian()));
    return this;
  }

  Cast rides(String id, Route.Builder way) {
    actors.add(new Actor(id, CoarseClass.TWO_WHEELER, way.end(), wardrobe.cyclist()));
    return this;
  }

  Cast drives(String id, Route.Builder way) {
    actors.add(new Actor(id, CoarseClass.CAR, way.end(), wardrobe.car(lampsOn)));
    return this;
  }

  List<Actor> actors() {
    return List.copyOf(actors);
  }
}
