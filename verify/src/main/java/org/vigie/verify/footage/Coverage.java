package org.vigie.verify.footage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What became of a camera's time: the pure function of reels, destroyed reels and journal that
/// design/reels.md states. All instants are microseconds since 1970.
///
/// @param recordedMicros how much of the time there is footage of
/// @param gaps in order, without those that only destruction made
public record Coverage(long recordedMicros, long destroyedMicros, List<Gap> gaps) {

  /// What is shorter belongs to the footage before it.
  static final long LEAST_HOLE = 200_000;
  private static final String CRASH = "RESTART";

  public Coverage {
    gaps = List.copyOf(gaps);
  }

  /// A stretch without footage.
  public record Gap(long from, long to, String reason, String detail) {}

  /// A reel, there or destroyed.
  ///
  /// @param pictures 0 where unknown
  record Stretch(long from, long to, long pictures, boolean destroyed) {

    long tolerance() {
      return pictures == 0 ? LEAST_HOLE : Math.max(LEAST_HOLE, 2 * ((to - from) / pictures));
    }
  }

  /// @param until time after the last footage counts up to here
  static Coverage of(List<Stretch> stretches, List<Journal.Begin> begins, long until) {
    var sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparingLong(Stretch::from));
    var lines = new ArrayList<>(begins);
    lines.sort(Comparator.comparingLong(Journal.Begin::from));
    long first = sorted.isEmpty() ? Long.MAX_VALUE : sorted.getFirst().from();
    first = lines.isEmpty() ? first : Math.min(first, lines.getFirst().from());
    long[] lengths = new long[2];
    var gaps = new ArrayList<Gap>();
    long at = first;
    long tolerance = 0;
    for (var stretch : sorted) {
      long from = Math.min(stretch.from(), until);
      long to = Math.min(stretch.to(), until);
      if (from - at >= Math.max(tolerance, 1)) {
        hole(at, from, lines, gaps);
      } else if (from > at) {
        lengths[stretch.destroyed() ? 1 : 0] += from - at;
      }
      lengths[stretch.destroyed() ? 1 : 0] += Math.max(0, to - Math.max(at, from));
      if (to > at) {
        at = to;
        tolerance = stretch.tolerance();
      }
    }
    if (until - at >= Math.max(tolerance, 1)) {
      hole(at, until, lines, gaps);
    }
    return new Coverage(lengths[0], lengths[1], gaps);
  }

  private static void hole(long from, long to, List<Journal.Begin> lines, List<Gap> gaps) {
    long at = from;
    var reason = CRASH;
    var detail = "";
    boolean told = false;
    for (var line : lines) {
      if (line.from() < from - LEAST_HOLE || line.from() >= to) {
        continue;
      }
      if (told && line.from() > at) {
        gaps.add(new Gap(at, line.from(), reason, detail));
        at = line.from();
      }
      reason = line.reason();
      detail = line.detail();
      told = true;
    }
    gaps.add(new Gap(at, to, reason, detail));
  }
}
