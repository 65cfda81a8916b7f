package org.vigie.simulator;

import java.util.ArrayList;
import java.util.List;
import org.vigie.simulator.scene.Place;
import org.vigie.simulator.scene.Places;
import org.vigie.simulator.scene.Truth;
import org.vigie.simulator.serve.Programme;

/// One camera that the simulator serves: a place, seen at its own point of the loop.
///
/// @param phaseS how far ahead in the loop it is, in whole seconds
record SimulatedCamera(String id, String name, Place place, int phaseS) {

  private static final int PHASE_STEP_S = 7;

  /// When it plays its events in an exercise.
  ///
  /// @param every in one minute of so many
  Programme programme(int every, long seed) {
    return new Programme(every, seed, id, Truth.seamS(place));
  }

  /// The first cameras show the places themselves; further ones show them again, at other times,
  /// as `quai-nord-2` and so on.
  static List<SimulatedCamera> list(int count, long seed) {
    var places = Places.all(seed);
    var cameras = new ArrayList<SimulatedCamera>();
    for (int i = 0; i < count; i++) {
      var place = places.get(i % places.size());
      int round = i / places.size();
      var suffix = round == 0 ? "" : "-" + (round + 1);
      var name = round == 0 ? place.name() : place.name() + " " + (round + 1);
      cameras.add(
          new SimulatedCamera(
              place.id() + suffix, name, place, round * PHASE_STEP_S % Place.LOOP_S));
    }
    return cameras;
  }
}
