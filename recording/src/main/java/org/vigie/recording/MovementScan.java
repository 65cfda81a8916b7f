package org.vigie.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.model.BlockMask;
import org.vigie.model.Span;

/// Tells from a camera's block masks when something moved: where blocks are masked that were not
/// for a while. Pure; times as in [Micros]. What moves inside blocks that are masked all the time
/// is
/// not found, nor is anything while the whole picture is masked.
final class MovementScan {

  /// A block that was masked within this long is no new one: what flickers is not news.
  private static final long MEMORY = 2 * Micros.PER_SECOND;

  /// So many new blocks are movement: one alone is noise.
  private static final int LEAST_BLOCKS = 2;

  /// Without a mask for longer nobody knows; quiet cameras have one about every two seconds.
  private static final long LONGEST_STEP = 3 * Micros.PER_SECOND;

  /// What is shown before and after.
  private static final long BEFORE = Micros.PER_SECOND;

  private static final long AFTER = 2 * Micros.PER_SECOND;

  /// Moments nearer to each other are one.
  private static final long JOIN = 3 * Micros.PER_SECOND;

  private final long from;
  private final long to;
  private final List<Edge> moved = new ArrayList<>();
  private final List<Edge> unknown = new ArrayList<>();
  private long[] lastMasked = {};
  private long knownUntil;
  private boolean known;
  private double hidden;
  private long pictures;

  private record Edge(long from, long to) {}

  MovementScan(long from, long to) {
    this.from = from;
    this.to = to;
    this.knownUntil = from;
  }

  /// Takes the next mask, in order of time; one that is earlier than the last is passed over.
  void add(BlockMask mask) {
    long at = Micros.of(mask.at());
    if (at < knownUntil && known) {
      return;
    }
    if (at - knownUntil > LONGEST_STEP) {
      nobodyKnows(knownUntil, at);
      known = false;
    }
    if (mask.whole()) {
      nobodyKnows(Math.min(knownUntil, at), at);
      known = false;
      knownUntil = Math.max(knownUntil, at);
      return;
    }
    look(mask, at);
    knownUntil = Math.max(knownUntil, at);
  }

  private void look(BlockMask mask, long at) {
    int blocks = mask.columns() * mask.rows();
    if (!known || lastMasked.length != blocks) {
      lastMasked = new long[blocks];
      Arrays.fill(lastMasked, Long.MIN_VALUE / 2);
      mask.blocks().stream().forEach(block -> lastMasked[block] = at);
      known = true;
      return;
    }
    int news = 0;
    for (int block = mask.blocks().nextSetBit(0);
        block >= 0;
        block = mask.blocks().nextSetBit(block + 1)) {
      if (at - lastMasked[block] > MEMORY) {
        news++;
      }
      lastMasked[block] = at;
    }
    if (news >= LEAST_BLOCKS) {
      add(moved, at - BEFORE, at + AFTER, JOIN);
    }
    hidden += (double) (mask.blocks().cardinality() - news) / blocks;
    pictures++;
  }

  private void nobodyKnows(long begin, long end) {
    add(unknown, begin, end, LONGEST_STEP);
  }

  private static void add(List<Edge> edges, long begin, long end, long join) {
    if (!edges.isEmpty() && begin - edges.getLast().to() <= join) {
      var last = edges.removeLast();
      edges.add(new Edge(last.from(), Math.max(last.to(), end)));
    } else if (begin < end) {
      edges.add(new Edge(begin, end));
    }
  }

  /// What was found.
  ///
  /// @param recorded in order: nothing is unknown of what is not recorded
  Movement end(List<Span> recorded) {
    if (to - knownUntil > LONGEST_STEP) {
      nobodyKnows(knownUntil, to);
    }
    return new Movement(
        within(moved, recorded), within(unknown, recorded), pictures == 0 ? 0 : hidden / pictures);
  }

  private List<Span> within(List<Edge> edges, List<Span> recorded) {
    var parts = new ArrayList<Span>();
    for (var edge : edges) {
      for (var span : recorded) {
        long begin = Math.max(Math.max(from, edge.from()), Micros.of(span.from()));
        long end = Math.min(Math.min(to, edge.to()), Micros.of(span.to()));
        if (begin < end) {
          parts.add(new Span(Micros.instant(begin), Micros.instant(end)));
        }
      }
    }
    return parts;
  }
}
