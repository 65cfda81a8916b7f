package org.vigie.simulator.scene;

import java.util.List;

/// The demo's four places.
public final class Places {

  /// Changes whenever any picture does: part of the names in the cache.
  public static final int VERSION = 2;

  private Places() {}

  /// All places, in the order in which the wall shows them.
  ///
  /// @param seed dresses the actors: the same seed gives the same pictures, byte for byte
  public static List<Place> all(long seed) {
    return List.of(
        MarketSquare.place(seed), Quay.place(seed), Yard.place(seed), Station.place(seed));
  }
}
