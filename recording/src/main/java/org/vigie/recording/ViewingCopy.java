package org.vigie.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies;
import org.vigie.model.VideoFormat;

/// Masked footage to be shown around, with a mark in every picture, as pieces of film. The eye
/// makes
/// it a chunk at a time, so that a copy may be longer than memory. Used by one thread.
final class ViewingCopy implements FilmDrafts.Pieces {

  /// A chunk is cut at the first key picture after so much.
  private static final long CHUNK_TICKS = 20L * AccessUnit.TICKS_PER_SECOND;

  /// As much as [MaskedCopies] takes.
  private static final Duration LONGEST_CHUNK = Duration.ofMinutes(2);

  private static final long MOST_TICKS = LONGEST_CHUNK.toSeconds() * AccessUnit.TICKS_PER_SECOND;

  /// A mask may hold for pictures before it: those that were taken while the eye learnt the view.
  private static final Duration HOLDING_BACK = Duration.ofMinutes(1);

  private final Footage footage;
  private final MaskedCopies copies;
  private final MaskEdits mark;
  private final Deque<Footage.Piece> made = new ArrayDeque<>();
  private Footage.@Nullable Piece left;

  /// @param mark see [MaskEdits]
  ViewingCopy(Footage footage, MaskedCopies copies, String mark) {
    this.footage = footage;
    this.copies = copies;
    this.mark = new MaskEdits(List.of(), mark);
  }

  /// @throws IOException with a plain message if the eye that makes copies is not there;
  ///     [KeysTooFarApart]
  @Override
  public Optional<Footage.Piece> next() throws IOException {
    while (made.isEmpty()) {
      var chunk = chunk();
      if (chunk.isEmpty()) {
        return Optional.empty();
      }
      mask(chunk.get());
    }
    return Optional.of(made.remove());
  }

  /// Footage without a hole, in one format, from a key picture on.
  private record Chunk(VideoFormat format, List<AccessUnit> units, long endTicks) {}

  private Optional<Chunk> chunk() throws IOException {
    var piece = take();
    if (piece.isEmpty()) {
      return Optional.empty();
    }
    var format = piece.get().format();
    var units = new ArrayList<AccessUnit>();
    long end = 0;
    while (piece.isPresent()) {
      var one = piece.get();
      if (!units.isEmpty() && !(one.continues() && one.format().equals(format))) {
        left = one;
        break;
      }
      int cut = cut(units, one.units());
      units.addAll(one.units().subList(0, cut));
      end = one.endTicks();
      if (cut < one.units().size()) {
        end = one.units().get(cut).ticks();
        left =
            new Footage.Piece(
                format, true, one.units().subList(cut, one.units().size()), one.endTicks());
        break;
      }
      requireKeys(units);
      piece = footage.next();
    }
    return Optional.of(new Chunk(format, List.copyOf(units), end));
  }

  private Optional<Footage.Piece> take() throws IOException {
    var kept = left;
    left = null;
    return kept == null ? footage.next() : Optional.of(kept);
  }

  /// How many of the units that follow still belong to a chunk.
  private static int cut(List<AccessUnit> before, List<AccessUnit> next) {
    long first = (before.isEmpty() ? next : before).getFirst().ticks();
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).key() && next.get(i).ticks() - first >= CHUNK_TICKS) {
        return i;
      }
    }
    return next.size();
  }

  private static void requireKeys(List<AccessUnit> units) throws KeysTooFarApart {
    if (units.getLast().ticks() - units.getFirst().ticks() > MOST_TICKS) {
      throw new KeysTooFarApart((int) LONGEST_CHUNK.minusSeconds(20).toSeconds());
    }
  }

  private void mask(Chunk chunk) throws IOException {
    var copy = copies.mask(chunk.format(), chunk.units(), masks(chunk), mark);
    var units = copy.units();
    int begin = 0;
    for (int i = 1; i <= units.size(); i++) {
      boolean last = i == units.size();
      if (last || units.get(i).key()) {
        long end =
            last ? Math.max(chunk.endTicks(), units.getLast().ticks() + 1) : units.get(i).ticks();
        made.add(new Footage.Piece(copy.format(), true, units.subList(begin, i), end));
        begin = i;
      }
    }
  }

  /// Those that hold during a chunk: the last one before it, all in it, and those after it that may
  /// hold back to it.
  private List<BlockMask> masks(Chunk chunk) {
    var from = chunk.units().getFirst().wall();
    var until = chunk.units().getLast().wall().plus(HOLDING_BACK);
    var masks = footage.masks();
    int first = 0;
    while (first + 1 < masks.size() && !masks.get(first + 1).at().isAfter(from)) {
      first++;
    }
    int end = first;
    while (end < masks.size() && !masks.get(end).at().isAfter(until)) {
      end++;
    }
    return masks.subList(first, end);
  }
}
