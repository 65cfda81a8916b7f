package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.link.LinkException;
import org.vigie.link.wire.CopyBegin;
import org.vigie.link.wire.Edit;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskEdits.MaskEdit;

/// What a person lifts is shown, exactly; everything else stays hidden.
class HandEditsTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int COLUMNS = 40;
  private static final int ROWS = 22;
  private static final Instant AT = Instant.parse("2031-03-30T00:59:58.250Z");

  private final I420 filmed = noise();

  private static I420 noise() {
    var picture = I420.allocate(WIDTH, HEIGHT);
    var random = new Random(5);
    random.nextBytes(picture.y());
    random.nextBytes(picture.u());
    random.nextBytes(picture.v());
    return picture;
  }

  private I420 applied(BlockMask mask, long ticks, String mark, MaskEdit... edits) {
    var picture =
        new I420(WIDTH, HEIGHT, filmed.y().clone(), filmed.u().clone(), filmed.v().clone());
    HandEdits.of(new MaskEdits(List.of(edits), mark)).apply(mask, ticks, picture);
    return picture;
  }

  private static BlockMask all(boolean whole) {
    var blocks = new BitSet();
    blocks.set(0, COLUMNS * ROWS);
    return new BlockMask(AT, COLUMNS, ROWS, whole, blocks);
  }

  private static MaskEdit lift(long from, long to, Box box) {
    return new MaskEdit(true, from, to, box);
  }

  private static MaskEdit add(Box box) {
    return new MaskEdit(false, 0, 1000, box);
  }

  /// How many luma samples of a rectangle are those that were filmed.
  private int same(I420 picture, int left, int top, int right, int bottom) {
    int same = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        same += picture.y()[y * WIDTH + x] == filmed.y()[y * WIDTH + x] ? 1 : 0;
      }
    }
    return same;
  }

  @Test
  void inside_a_lifted_rectangle_everything_is_as_filmed_and_outside_nothing_is() {
    // 101 and 77 are odd: what is lifted is never larger than drawn.
    var box = new Box(101.0 / WIDTH, 77.0 / HEIGHT, 122.0 / WIDTH, 90.0 / HEIGHT);
    var picture = applied(all(false), 500, "", lift(0, 1000, box));

    assertThat(same(picture, 102, 78, 222, 166)).isEqualTo(120 * 88);
    int outside = same(picture, 0, 0, WIDTH, HEIGHT) - 120 * 88;
    // A flat patch has one level in 256, so here and there it is that of the noise.
    assertThat(outside).isLessThan((WIDTH * HEIGHT - 120 * 88) / 100);
    assertThat(same(picture, 100, 78, 102, 166)).isLessThan(20);
    assertThat(same(picture, 222, 78, 224, 166)).isLessThan(20);
  }

  @Test
  void an_edit_holds_for_its_pictures_and_for_no_other() {
    var box = new Box(0.25, 0.25, 0.25, 0.25);
    assertThat(same(applied(all(false), 99, "", lift(100, 200, box)), 160, 90, 320, 180))
        .isLessThan(400);
    assertThat(same(applied(all(false), 100, "", lift(100, 200, box)), 160, 90, 320, 180))
        .isEqualTo(160 * 90);
    assertThat(same(applied(all(false), 200, "", lift(100, 200, box)), 160, 90, 320, 180))
        .isEqualTo(160 * 90);
    assertThat(same(applied(all(false), 201, "", lift(100, 200, box)), 160, 90, 320, 180))
        .isLessThan(400);
  }

  @Test
  void a_picture_that_is_masked_whole_stays_so() {
    var picture = applied(all(true), 5, "", lift(0, 10, new Box(0, 0, 1, 1)));
    assertThat(same(picture, 0, 0, WIDTH, HEIGHT)).isLessThan(WIDTH * HEIGHT / 100);
  }

  @Test
  void what_is_added_hides_every_block_that_it_touches_and_wins() {
    var clear = new BlockMask(AT, COLUMNS, ROWS, false, new BitSet());
    // Blocks are 16 pixels wide: 20 to 40 touches those from 16 to 48.
    var touched = new Box(20.0 / WIDTH, 0.5, 20.0 / WIDTH, 0.01);
    var picture = applied(clear, 5, "", add(touched), lift(0, 10, new Box(0, 0, 1, 1)));
    assertThat(same(picture, 16, 182, 48, 194)).isLessThan(20);
    assertThat(same(picture, 0, 0, 16, HEIGHT)).isEqualTo(16 * HEIGHT);
    assertThat(same(picture, 48, 0, WIDTH, HEIGHT)).isEqualTo((WIDTH - 48) * HEIGHT);
  }

  @Test
  void without_edits_it_is_the_recorded_mask_and_nothing_else() {
    var blocks = new BitSet();
    blocks.set(5 * COLUMNS + 5, 5 * COLUMNS + 12);
    var mask = new BlockMask(AT, COLUMNS, ROWS, false, blocks);
    var wanted =
        new I420(WIDTH, HEIGHT, filmed.y().clone(), filmed.u().clone(), filmed.v().clone());
    Pixelator.apply(mask, wanted);
    var picture = applied(mask, 5, "");
    assertThat(Arrays.equals(picture.y(), wanted.y())).isTrue();
    assertThat(Arrays.equals(picture.u(), wanted.u())).isTrue();
    assertThat(Arrays.equals(picture.v(), wanted.v())).isTrue();
  }

  @Test
  void the_mark_stands_at_the_lower_left_and_differs_for_each_text() {
    var clear = new BlockMask(AT, COLUMNS, ROWS, false, new BitSet());
    var one = applied(clear, 5, "ACCES 2026-0007 / 1");
    var other = applied(clear, 5, "ACCES 2026-0008 / 1");
    assertThat(same(one, 0, 0, WIDTH, HEIGHT - 12)).isEqualTo(WIDTH * (HEIGHT - 12));
    assertThat(same(one, 0, HEIGHT - 10, 60, HEIGHT)).isLessThan(60);
    assertThat(Arrays.equals(one.y(), other.y())).isFalse();
  }

  @Test
  void a_rectangle_outside_the_picture_is_refused_here_and_from_the_link() {
    for (var box :
        List.of(
            new Box(-0.1, 0, 0.2, 0.2),
            new Box(0.9, 0, 0.2, 0.2),
            new Box(0, 0.5, 0.2, 0.6),
            new Box(0.1, 0.1, 0, 0.2),
            new Box(Double.NaN, 0, 0.1, 0.1))) {
      assertThatThrownBy(() -> lift(0, 10, box)).isInstanceOf(IllegalArgumentException.class);
    }
    var outside = Edit.newBuilder().setLift(true).setLeft(0.9).setWidth(0.2).setHeight(0.1);
    assertThatThrownBy(() -> HandEdits.of(CopyBegin.newBuilder().addEdits(outside).build()))
        .isInstanceOf(LinkException.class);
    assertThatThrownBy(() -> HandEdits.of(CopyBegin.newBuilder().setMark("A".repeat(41)).build()))
        .isInstanceOf(LinkException.class);
  }
}
