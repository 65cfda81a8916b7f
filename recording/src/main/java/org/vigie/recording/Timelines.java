package org.vigie.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.model.Span;

/// Works out what became of a camera's time from its reels, and from where its journal says that
/// gaps began. Pure, so that recorder, audit and tests judge alike; times as in [Micros].
///
/// A gap lasts from the end of the footage before it to the beginning of the footage after it, or
/// to the next gap's beginning. A hole about which the journal says nothing is one that only a
/// crash can leave: its reason is RESTART. A hole too short to be a gap belongs to the footage
/// before it.
final class Timelines {

  static final String CRASH = "Vigie stopped without warning: power, crash or kill.";

  private Timelines() {}

  /// @param recorded in any order; may overlap where the clock was put back
  /// @param begins in the journal's order
  static Timeline of(
      CameraId camera,
      long from,
      long to,
      List<Stretch> recorded,
      List<Stretch> deleted,
      List<Journal.Line.GapFrom> begins) {
    var sweep = new Sweep(camera, from, to, begins);
    var pieces = new ArrayList<Piece>();
    recorded.forEach(stretch -> pieces.add(new Piece(stretch, false)));
    deleted.forEach(stretch -> pieces.add(new Piece(stretch, true)));
    pieces.sort(Comparator.comparingLong(piece -> piece.stretch.from()));
    pieces.forEach(sweep::add);
    return sweep.end();
  }

  private record Piece(Stretch stretch, boolean deleted) {}

  private static final class Sweep {

    private final CameraId camera;
    private final long from;
    private final long to;
    private final List<Journal.Line.GapFrom> begins;
    private final List<Span> recorded = new ArrayList<>();
    private final List<Span> deleted = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long at;
    private long tolerance;
    private boolean begun;
    private boolean lastDeleted;

    Sweep(CameraId camera, long from, long to, List<Journal.Line.GapFrom> begins) {
      this.camera = camera;
      this.from = from;
      this.to = to;
      this.begins =
          begins.stream().sorted(Comparator.comparing(Journal.Line.GapFrom::from)).toList();
      this.at = from;
    }

    void add(Piece piece) {
      long start = piece.stretch.from();
      if (!begun && start < at) {
        at = start;
      }
      if (start > at) {
        if (begun && start - at < tolerance) {
          footage(at, start, lastDeleted);
        } else {
          hole(at, start);
        }
      }
      long first = Math.max(at, start);
      if (piece.stretch.to() > first) {
        footage(first, piece.stretch.to(), piece.deleted);
        at = piece.stretch.to();
        tolerance = piece.stretch.tolerance();
        lastDeleted = piece.deleted;
      }
      begun = true;
    }

    Timeline end() {
      if (at < to) {
        hole(at, to);
      }
      var span = new Span(Micros.instant(from), Micros.instant(Math.max(from, to)));
      return new Timeline(camera, span, recorded, gaps, deleted);
    }

    private void footage(long start, long end, boolean gone) {
      var list = gone ? deleted : recorded;
      long first = Math.max(start, from);
      long last = Math.min(end, to);
      if (first >= last) {
        return;
      }
      var span = new Span(Micros.instant(first), Micros.instant(last));
      if (!list.isEmpty() && list.getLast().to().equals(span.from())) {
        span = new Span(list.removeLast().from(), span.to());
      }
      list.add(span);
    }

    private void hole(long start, long end) {
      var reason = GapReason.RESTART;
      var detail = CRASH;
      long cursor = start;
      boolean known = false;
      for (var begin : begins) {
        long when = Micros.of(begin.from());
        // Without footage before, what was said last still holds, however long ago.
        if (begun && when < start - Stretch.LEAST_TOLERANCE || when >= end) {
          continue;
        }
        if (known && when > cursor) {
          gap(cursor, when, reason, detail);
          cursor = when;
        }
        reason = begin.reason();
        detail = begin.detail();
        known = true;
      }
      gap(cursor, end, reason, detail);
    }

    private void gap(long start, long end, GapReason reason, String detail) {
      long first = Math.max(start, from);
      long last = Math.min(end, to);
      if (first < last) {
        gaps.add(new Gap(camera, Micros.instant(first), Micros.instant(last), reason, detail));
      }
    }
  }
}
