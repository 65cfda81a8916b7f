package org.vigie.app;

import java.util.List;

/// Says how cameras stand, a line each that [CameraStanding#parse] reads.
interface FleetStates {

  /// @param from so many cameras are passed over: an answer has a bound
  /// @return empty behind the last camera
  List<String> lines(int from);
}
