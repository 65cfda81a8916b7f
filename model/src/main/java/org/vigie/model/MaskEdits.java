package org.vigie.model;

import java.util.List;

/// What a person changes of a masked copy by hand, picture by picture, and what is written on it.
///
/// @param edits in any order; where two disagree, what hides wins
/// @param mark written at the lower left edge of every picture, in capital letters, digits and
///     `- / . :`; anything else is left blank; empty for none; at most [#LONGEST_MARK] characters
public record MaskEdits(List<MaskEdit> edits, String mark) {

  public static final int LONGEST_MARK = 40;

  /// A copy as the block masks say, and nothing else.
  public static final MaskEdits NONE = new MaskEdits(List.of(), "");

  public MaskEdits {
    edits = List.copyOf(edits);
    if (mark.length() > LONGEST_MARK) {
      throw new IllegalArgumentException("a mark has at most 40 characters: " + mark);
    }
  }

  /// A rectangle over a run of pictures. Only what a person drew: it follows nobody by itself.
  ///
  /// @param lift whether what lies inside is shown; it is not in a picture that is masked whole.
  ///     Otherwise every block that the rectangle touches is hidden
  /// @param fromTicks of the first picture, on the scale of the units that are copied
  /// @param toTicks of the last picture, included
  /// @param box inside the picture
  public record MaskEdit(boolean lift, long fromTicks, long toTicks, Box box) {

    public MaskEdit {
      boolean inside =
          box.left() >= 0
              && box.top() >= 0
              && box.width() > 0
              && box.height() > 0
              && box.left() + box.width() <= 1 + 1e-9
              && box.top() + box.height() <= 1 + 1e-9;
      if (!inside) {
        throw new IllegalArgumentException("a rectangle outside the picture: " + box);
      }
      if (toTicks < fromTicks) {
        throw new IllegalArgumentException("a run of pictures that ends before it begins");
      }
    }

    /// Whether it is about a picture.
    public boolean covers(long ticks) {
      return fromTicks <= ticks && ticks <= toTicks;
    }
  }
}
