package org.vigie.eye;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.vigie.model.BlockMask;

/// Which mask a picture gets.
final class Masks {

  /// A mask older than this says nothing any more.
  private static final Duration HOLDS = Duration.ofSeconds(2);

  /// Things move on between two analysed pictures: the next mask covers where they came from.
  private static final Duration LOOK_AHEAD = Duration.ofMillis(250);

  private static final int COLUMNS = 40;
  private static final int ROWS = 22;

  private Masks() {}

  /// Everything masked.
  static BlockMask whole(Instant at) {
    return new BlockMask(at, COLUMNS, ROWS, true, new BitSet());
  }

  /// What either hides.
  static BlockMask union(BlockMask one, BlockMask other) {
    if (one.columns() != other.columns() || one.rows() != other.rows()) {
      return whole(other.at());
    }
    var blocks = (BitSet) one.blocks().clone();
    blocks.or(other.blocks());
    return new BlockMask(
        other.at(), one.columns(), one.rows(), one.whole() || other.whole(), blocks);
  }

  /// The mask for a recorded picture: the last one up to it, and the next one if it is near; all of
  /// the picture where the last one is missing or too old, unless a later one holds back to it.
  ///
  /// @param masks in order of time
  static BlockMask forPicture(List<BlockMask> masks, Instant at) {
    int next = firstAfter(masks, at);
    var then = ofThen(masks, next, at);
    return then.whole() ? holdingBack(masks, next, at).orElse(then) : then;
  }

  private static BlockMask ofThen(List<BlockMask> masks, int next, Instant at) {
    if (next == 0 || masks.get(next - 1).at().plus(HOLDS).isBefore(at)) {
      return whole(at);
    }
    var last = masks.get(next - 1);
    boolean near = next < masks.size() && masks.get(next).at().minus(LOOK_AHEAD).isBefore(at);
    return near ? union(last, masks.get(next)) : last;
  }

  /// What the eye said of a picture when it had learnt what the view looks like.
  private static Optional<BlockMask> holdingBack(List<BlockMask> masks, int next, Instant at) {
    for (var mask : masks.subList(next, masks.size())) {
      if (!mask.whole() && !mask.since().isAfter(at)) {
        return Optional.of(mask);
      }
    }
    return Optional.empty();
  }

  private static int firstAfter(List<BlockMask> masks, Instant at) {
    int low = 0;
    int high = masks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (masks.get(middle).at().isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
