package org.vigie.bench.evaluate;

import java.util.List;
import org.vigie.model.Observation;

/// What the eye said of a clip, and what that cost.
///
/// @param pictures how many were given to the eye: all of the clip's
/// @param eyeMs processor time of the eye's thread, decoding included
public record Played(List<Seen> seen, long pictures, double eyeMs) {

  public Played {
    seen = List.copyOf(seen);
  }

  /// @param s seconds after the clip's first picture
  public record Seen(double s, Observation observation) {}
}
