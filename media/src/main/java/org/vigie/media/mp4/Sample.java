package org.vigie.media.mp4;

import java.time.Instant;
import org.vigie.model.AccessUnit;

/// One picture read back from a fragment.
///
/// @param ticks its place on the file's time line, in 1/90000 s
/// @param compositionTicks as in [AccessUnit]
/// @param durationTicks until the next picture
/// @param bytes its NAL units with lengths, as in [AccessUnit]
public record Sample(
    long ticks, int compositionTicks, long durationTicks, boolean key, byte[] bytes) {

  /// The access unit that this was; wall times are not in the file.
  public AccessUnit unit(Instant wall) {
    return new AccessUnit(ticks, compositionTicks, wall, key, bytes);
  }
}
