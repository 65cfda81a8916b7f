package org.vigie.onvif;

import java.time.Duration;

/// What a camera's clock says.
///
/// @param ahead by how much it is ahead of ours; negative where it is behind. Known to about a
///     second: cameras tell no fractions
/// @param ntp whether the camera says that it takes its time from a time server
public record ClockFacts(Duration ahead, boolean ntp) {

  /// From here on a camera is worth a remark: its own overlays and events are dated wrongly.
  public static final Duration WORTH_SAYING = Duration.ofSeconds(5);

  /// Whether the clock is far enough off to be said.
  public boolean isOff() {
    return ahead.abs().compareTo(WORTH_SAYING) > 0;
  }
}
