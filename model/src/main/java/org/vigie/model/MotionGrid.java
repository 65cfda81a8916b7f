package org.vigie.model;

/// How a picture moves, coarsely: a grid that covers it evenly, row by row from the top left. Tells
/// crowds from empty ground and how they flow; nobody can be told from it.
///
/// @param covered the share of each cell that is not background, 0 to 1
/// @param across how fast that part moves to the right, in picture heights a second
/// @param down how fast it moves downwards, in picture heights a second; 0 where nothing does
public record MotionGrid(int columns, int rows, float[] covered, float[] across, float[] down) {

  /// @throws IllegalArgumentException if an array has not one value a cell; they are not copied and
  ///     must not be changed
  public MotionGrid {
    int cells = columns * rows;
    if (covered.length != cells || across.length != cells || down.length != cells) {
      throw new IllegalArgumentException("one value a cell");
    }
  }

  public int cell(int column, int row) {
    return row * columns + column;
  }

  /// The middle of a cell.
  public Point middle(int column, int row) {
    return new Point((column + 0.5) / columns, (row + 0.5) / rows);
  }
}
