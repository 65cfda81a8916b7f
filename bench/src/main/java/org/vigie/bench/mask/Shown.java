package org.vigie.bench.mask;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigie.model.BlockMask;

/// Which blocks of a picture viewers see clear: the same rules by which the eye masks live pictures
/// and copies (design/masking.md).
///
/// The last mask up to a picture joined with the next one if that is near; none for two seconds:
/// all of it is masked.
final class Shown {

  private static final Duration HOLDS = Duration.ofSeconds(2);
  private static final Duration LOOK_AHEAD = Duration.ofMillis(250);

  private final List<BlockMask> masks;
  private int next;

  /// @param masks in order of time
  Shown(List<BlockMask> masks) {
    this.masks = List.copyOf(masks);
  }

  /// Must be asked in order of time.
  ///
  /// @return true for each block that is masked
  boolean[] masked(Instant at, Grid grid) {
    while (next < masks.size() && !masks.get(next).at().isAfter(at)) {
      next++;
    }
    var masked = new boolean[grid.columns() * grid.rows()];
    if (next == 0 || masks.get(next - 1).at().plus(HOLDS).isBefore(at)) {
      java.util.Arrays.fill(masked, true);
      return masked;
    }
    var last = masks.get(next - 1);
    add(last, masked, grid);
    if (next < masks.size() && masks.get(next).at().minus(LOOK_AHEAD).isBefore(at)) {
      add(masks.get(next), masked, grid);
    }
    return masked;
  }

  private static void add(BlockMask mask, boolean[] masked, Grid grid) {
    if (mask.columns() != grid.columns() || mask.rows() != grid.rows()) {
      throw new IllegalStateException(
          "masks have %dx%d blocks, the truth has %dx%d"
              .formatted(mask.columns(), mask.rows(), grid.columns(), grid.rows()));
    }
    for (int block = 0; block < masked.length; block++) {
      masked[block] |= mask.whole() || mask.blocks().get(block);
    }
  }
}
