package org.vigie.model;

import java.time.Instant;
import java.util.BitSet;

/// Which blocks of one analysed picture show people, vehicles or anything that moved.
///
/// The grid covers the picture evenly, whatever its size, so one mask serves both streams of a
/// camera. Holds until the next mask; where there is none, everything is masked.
///
/// @param at when the picture was taken
/// @param whole everything is masked, whatever `blocks` says (background not learnt yet, or unsure)
/// @param blocks masked blocks, row by row from the top left; never modified
/// @param since from which picture on it holds: `at` itself, or an earlier one. A mask that ends a
///     time of learning hides everything that moved meanwhile: it serves its pictures as well,
///     which were masked whole when nobody knew more
public record BlockMask(
    Instant at, int columns, int rows, boolean whole, BitSet blocks, Instant since) {

  public BlockMask {
    if (since.isAfter(at)) {
      throw new IllegalArgumentException("a mask holds from its own picture on, or earlier");
    }
  }

  /// One that holds from its own picture on.
  public BlockMask(Instant at, int columns, int rows, boolean whole, BitSet blocks) {
    this(at, columns, rows, whole, blocks, at);
  }

  public boolean isMasked(int column, int row) {
    return whole || blocks.get(row * columns + column);
  }
}
