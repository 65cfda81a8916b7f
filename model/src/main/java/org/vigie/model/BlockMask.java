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
public record BlockMask(Instant at, int columns, int rows, boolean whole, BitSet blocks) {

  public boolean isMasked(int column, int row) {
    return whole || blocks.get(row * columns + column);
  }
}
