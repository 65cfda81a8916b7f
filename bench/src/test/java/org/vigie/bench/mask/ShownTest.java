package org.vigie.bench.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.BlockMask;

class ShownTest {

  private static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");
  private static final Grid GRID = new Grid(2, 1, 20, 10);

  private static BlockMask mask(long ms, boolean whole, int... blocks) {
    var bits = new BitSet();
    for (int block : blocks) {
      bits.set(block);
    }
    return new BlockMask(START.plusMillis(ms), 2, 1, whole, bits);
  }

  private static boolean[] at(Shown shown, long ms) {
    return shown.masked(START.plusMillis(ms), GRID);
  }

  @Test
  void a_picture_that_was_analysed_is_masked_where_the_next_one_is_too() {
    var shown = new Shown(List.of(mask(0, false), mask(100, false, 1), mask(900, false, 0)));
    assertThat(at(shown, 0)).containsExactly(false, true);
    assertThat(at(shown, 100)).containsExactly(false, true);
  }

  @Test
  void one_between_two_is_masked_where_either_is() {
    var shown = new Shown(List.of(mask(0, false, 0), mask(100, false, 1)));
    assertThat(at(shown, 50)).containsExactly(true, true);
  }

  @Test
  void without_a_mask_or_with_an_old_one_everything_is_masked() {
    var shown = new Shown(List.of(mask(1000, false), mask(9000, true)));
    assertThat(at(shown, 900)).containsExactly(true, true);
    assertThat(at(shown, 1100)).containsExactly(false, false);
    assertThat(at(shown, 3100)).containsExactly(true, true);
    assertThat(at(shown, 9100)).containsExactly(true, true);
  }

  @Test
  void every_pixel_lies_in_the_block_that_is_painted_over_it() {
    var grid = new Grid(40, 23, 640, 360);
    for (int row = 0; row < 23; row++) {
      int top = row * 360 / 23 & ~1;
      assertThat(grid.block(0, top)).isEqualTo(row * 40);
      int bottom = row == 22 ? 359 : ((row + 1) * 360 / 23 & ~1) - 1;
      assertThat(grid.block(639, bottom)).isEqualTo(row * 40 + 39);
    }
  }
}
