package org.vigie.recording;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.AccessUnit;

/// The access units of the part that is being gathered. Used by one thread at a time.
final class Batch {

  /// A part covers no more than this, unless one picture alone lasts longer.
  static final int MOST_TICKS = AccessUnit.TICKS_PER_SECOND;

  static final int MOST_BYTES = 1024 * 1024;

  private final List<AccessUnit> units = new ArrayList<>(32);
  private long bytes;
  private long endTicks;
  private long wallEnd;

  boolean isEmpty() {
    return units.isEmpty();
  }

  List<AccessUnit> units() {
    return units;
  }

  long bytes() {
    return bytes;
  }

  AccessUnit first() {
    return units.getFirst();
  }

  AccessUnit last() {
    return units.getLast();
  }

  void add(AccessUnit unit) {
    units.add(unit);
    bytes += unit.bytes().length;
  }

  /// Whether the part is complete without `next`, which follows and lasts about `pictureTicks`.
  boolean isFullBefore(AccessUnit next, long pictureTicks) {
    return next.ticks() + pictureTicks - first().ticks() > MOST_TICKS
        || bytes + next.bytes().length > MOST_BYTES;
  }

  /// Says until when the last picture lasts.
  void end(long ticks, long wallMicros) {
    endTicks = ticks;
    wallEnd = Math.max(wallMicros, Micros.of(first().wall()));
  }

  long endTicks() {
    return endTicks;
  }

  long wallEnd() {
    return wallEnd;
  }

  int flags() {
    boolean holds = false;
    for (int i = 0; i < units.size() && !holds; i++) {
      holds = units.get(i).key();
    }
    return (first().key() ? PartFrame.BEGINS_WITH_KEY : 0) | (holds ? PartFrame.HOLDS_KEY : 0);
  }

  void clear() {
    units.clear();
    bytes = 0;
  }
}
