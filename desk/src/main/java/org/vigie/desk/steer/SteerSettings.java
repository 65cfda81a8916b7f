package org.vigie.desk.steer;

import java.time.Duration;
import java.util.List;

/// How one camera may be steered.
///
/// @param returnAfter without an order for so long, it is sent back to where its zones are drawn
/// @param patrols the rounds that it may make
public record SteerSettings(Duration returnAfter, List<Patrol> patrols) {

  /// Unless the town says otherwise.
  public static final Duration USUAL_RETURN = Duration.ofMinutes(2);

  public SteerSettings {
    patrols = List.copyOf(patrols);
  }

  /// Without rounds.
  public SteerSettings(Duration returnAfter) {
    this(returnAfter, List.of());
  }
}
