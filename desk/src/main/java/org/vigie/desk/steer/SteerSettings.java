package org.vigie.desk.steer;

import java.time.Duration;

/// How one camera may be steered.
///
/// @param returnAfter without an order for so long, it is sent back to where its zones are drawn
public record SteerSettings(Duration returnAfter) {

  /// Unless the town says otherwise.
  public static final Duration USUAL_RETURN = Duration.ofMinutes(2);
}
