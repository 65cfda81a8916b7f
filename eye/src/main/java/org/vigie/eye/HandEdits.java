package org.vigie.eye;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vigie.link.LinkException;
import org.vigie.link.Wire;
import org.vigie.link.wire.CopyBegin;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskEdits.MaskEdit;

/// What a person changed of the masks of a copy, picture by picture: rectangles in which the mask
/// is lifted, others in which it is added. What is not drawn stays as it was recorded. One thread
/// only.
///
/// A lifted rectangle is exact to two pixels and never larger than it was drawn; an added one hides
/// every block that it touches, and wins. In a picture that is masked whole nothing is lifted: of
/// that nobody knows who else is in it.
final class HandEdits {

  private final List<MaskEdit> edits;
  private final PictureMark mark;

  private HandEdits(List<MaskEdit> edits, PictureMark mark) {
    this.edits = edits;
    this.mark = mark;
  }

  static HandEdits of(CopyBegin begin) throws LinkException {
    var edits = new ArrayList<MaskEdit>(begin.getEditsCount());
    for (var edit : begin.getEditsList()) {
      edits.add(Wire.edit(edit));
    }
    if (begin.getMark().length() > MaskEdits.LONGEST_MARK) {
      throw new LinkException("a mark that is too long");
    }
    return new HandEdits(List.copyOf(edits), new PictureMark(begin.getMark()));
  }

  static HandEdits of(MaskEdits edits) {
    return new HandEdits(edits.edits(), new PictureMark(edits.mark()));
  }

  /// Hides in a picture what the mask and the person say, for good, and marks it.
  void apply(BlockMask mask, long ticks, I420 picture) {
    var now = edits.stream().filter(edit -> edit.covers(ticks)).toList();
    var lifts = now.stream().filter(MaskEdit::lift).map(MaskEdit::box).toList();
    var added = added(mask, now.stream().filter(edit -> !edit.lift()).map(MaskEdit::box).toList());
    boolean lifted = !lifts.isEmpty() && !mask.whole();
    var before = lifted ? copyOf(picture) : picture;
    var blocks = (BitSet) mask.blocks().clone();
    blocks.or(added);
    Pixelator.apply(
        new BlockMask(mask.at(), mask.columns(), mask.rows(), mask.whole(), blocks), picture);
    if (lifted) {
      lifts.forEach(box -> show(box, mask, added, before, picture));
    }
    mark.over(picture);
  }

  private static I420 copyOf(I420 picture) {
    return new I420(
        picture.width(),
        picture.height(),
        picture.y().clone(),
        picture.u().clone(),
        picture.v().clone());
  }

  /// Every block that one of the rectangles touches.
  private static BitSet added(BlockMask mask, List<Box> boxes) {
    var blocks = new BitSet();
    for (var box : boxes) {
      int right = last(box.left() + box.width(), mask.columns());
      int bottom = last(box.top() + box.height(), mask.rows());
      for (int row = first(box.top(), mask.rows()); row <= bottom; row++) {
        for (int column = first(box.left(), mask.columns()); column <= right; column++) {
          blocks.set(row * mask.columns() + column);
        }
      }
    }
    return blocks;
  }

  private static int first(double side, int blocks) {
    return Math.clamp((int) Math.floor(side * blocks), 0, blocks - 1);
  }

  private static int last(double side, int blocks) {
    return Math.clamp((int) Math.ceil(side * blocks) - 1, 0, blocks - 1);
  }

  /// Puts back what lies inside a rectangle, but for blocks that were added.
  private static void show(Box box, BlockMask mask, BitSet added, I420 from, I420 to) {
    int left = evenUp(box.left() * to.width());
    int top = evenUp(box.top() * to.height());
    int right = Math.min(evenDown((box.left() + box.width()) * to.width()), to.width());
    int bottom = Math.min(evenDown((box.top() + box.height()) * to.height()), to.height());
    for (int y = top; y < bottom; y += 2) {
      int row = Pixelator.block(y, mask.rows(), to.height());
      for (int x = left; x < right; x += 2) {
        int column = Pixelator.block(x, mask.columns(), to.width());
        if (!added.get(row * mask.columns() + column)) {
          showFour(x, y, from, to);
        }
      }
    }
  }

  /// One chroma sample, with its four luma samples.
  private static void showFour(int x, int y, I420 from, I420 to) {
    int luma = y * to.width() + x;
    System.arraycopy(from.y(), luma, to.y(), luma, 2);
    System.arraycopy(from.y(), luma + to.width(), to.y(), luma + to.width(), 2);
    int chroma = y / 2 * (to.width() / 2) + x / 2;
    to.u()[chroma] = from.u()[chroma];
    to.v()[chroma] = from.v()[chroma];
  }

  private static int evenUp(double side) {
    return 2 * (int) Math.ceil(side / 2 - 1e-6);
  }

  private static int evenDown(double side) {
    return 2 * (int) Math.floor(side / 2 + 1e-6);
  }
}
