package org.vigie.onvif;

import java.util.List;
import java.util.regex.Pattern;

/// That a camera can be moved.
///
/// @param presets how many places it can remember
/// @param home whether it has a place to which it goes back
/// @param devices what it lists at its lens, a wiper or a washer, in its own words: `tt:Wiper|On`.
///     Whatever else it lists is left out
public record PtzFacts(int presets, boolean home, List<String> devices) {

  /// ONVIF PTZ Service Specification, section 5.8.1: auxiliary commands. Lamps and what makers add
  /// of their own are none of ours.
  private static final Pattern AT_THE_LENS =
      Pattern.compile("tt:(Wiper|Washer|WashingProcedure)\\|(On|Off)");

  private static final int MOST = 8;

  public PtzFacts {
    devices =
        devices.stream()
            .filter(one -> AT_THE_LENS.matcher(one).matches())
            .distinct()
            .limit(MOST)
            .toList();
  }
}
