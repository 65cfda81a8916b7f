package org.vigie.onvif;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which of a camera's streams is recorded, and which the eye sees.
///
/// @param main the stream with the largest pictures
/// @param sub a smaller one of the same source; absent: the eye sees the main one
public record StreamChoice(StreamProfile main, Optional<StreamProfile> sub) {

  /// The eye was measured with 640x360; up to here it costs what it should (design/cost.md).
  private static final long MOST_SUB_PIXELS = 1280 * 720;

  /// Below, a person far away is too few pixels to be one.
  private static final long LEAST_SUB_PIXELS = 320 * 180;

  private static final long BEST_SUB_PIXELS = 640 * 360;

  /// Chooses of one source of the camera, its first; nothing where none of its streams can be used.
  public static Optional<StreamChoice> of(List<StreamProfile> profiles) {
    var usable = profiles.stream().filter(StreamProfile::isUsable).toList();
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    var source = usable.getFirst().source();
    var ours = usable.stream().filter(profile -> profile.source().equals(source)).toList();
    // Of two with equal pictures the one that shows more of them.
    var main =
        ours.stream()
            .max(
                Comparator.comparingLong(StreamProfile::pixels)
                    .thenComparingDouble(StreamProfile::framesPerSecond))
            .orElseThrow();
    var sub =
        ours.stream()
            .filter(profile -> profile.pixels() < main.pixels())
            .filter(profile -> profile.pixels() <= MOST_SUB_PIXELS)
            .filter(profile -> profile.pixels() >= LEAST_SUB_PIXELS)
            .min(Comparator.comparingLong(profile -> Math.abs(profile.pixels() - BEST_SUB_PIXELS)));
    return Optional.of(new StreamChoice(main, sub));
  }
}
