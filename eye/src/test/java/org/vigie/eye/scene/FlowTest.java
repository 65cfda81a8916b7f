package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.MotionGrid;

class FlowTest {

  private final Drawing ground = ground();
  private final int[] cloth = new int[64 * 64];
  private final Shown shown = new Shown(20);

  FlowTest() {
    // Clothes are patterned in patches, not pixels.
    var random = new Random(1);
    for (int i = 0; i < cloth.length; i++) {
      boolean inherits = i % 64 > 0 && i >= 64 && (i % 3 > 0 || i / 64 % 3 > 0);
      cloth[i] = inherits ? cloth[i / 64 % 3 > 0 ? i - 64 : i - 1] : 175 + random.nextInt(55);
    }
    shown.show(ground, 6);
  }

  private static Drawing ground() {
    var ground = new Drawing(130);
    for (int i = 0; i < ground.luma.length; i++) {
      ground.luma[i] = 125 + 20 * (i / Drawing.WIDTH / 12 % 2);
    }
    return ground;
  }

  private void crowd(Drawing on, int left, int top, int width, int height) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int x = left + column;
        if (x >= 0 && x < Drawing.WIDTH) {
          on.set(x, top + row, cloth[row % 64 * 64 + column % 64], 128, 128);
        }
      }
    }
  }

  private static MotionGrid grid(Sighting sighting) {
    return sighting.signs().motion().orElseThrow();
  }

  @Test
  void an_empty_view_moves_nowhere_and_covers_nothing() {
    var grid = grid(shown.show(ground));

    assertThat(grid.columns()).isEqualTo(16);
    assertThat(grid.rows()).isEqualTo(9);
    assertThat(grid.covered()).containsOnly(0f);
    assertThat(grid.across()).containsOnly(0f);
    assertThat(grid.down()).containsOnly(0f);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "-3, 0", "8, 0", "0, 2", "-5, -3", "1, 0", "12, 4"})
  void a_crowd_moves_as_fast_as_it_goes(int across, int down) {
    MotionGrid grid = grid(shown.show(ground));
    int steps = 8;
    for (int step = 0; step < steps; step++) {
      var busy = ground.copy();
      crowd(busy, 110 + across * (step - steps / 2), 60 + down * (step - steps / 2), 120, 64);
      grid = grid(shown.show(busy));
    }
    int whole = grid.cell(8, 4);

    assertThat(grid.covered()[whole]).isGreaterThan(0.9f);
    assertThat(grid.across()[whole] * Drawing.HEIGHT / 10.0)
        .isCloseTo(across, org.assertj.core.data.Offset.offset(0.35));
    assertThat(grid.down()[whole] * Drawing.HEIGHT / 10.0)
        .isCloseTo(down, org.assertj.core.data.Offset.offset(0.35));
    assertThat(grid.covered()[grid.cell(0, 8)]).isZero();
    assertThat(grid.across()[grid.cell(0, 8)]).isZero();
  }

  @Test
  void two_crowds_that_part_are_told_apart() {
    MotionGrid grid = grid(shown.show(ground));
    for (int step = 0; step < 8; step++) {
      var busy = ground.copy();
      crowd(busy, 60 - 4 * step, 60, 80, 64);
      crowd(busy, 180 + 4 * step, 60, 80, 64);
      grid = grid(shown.show(busy));
    }
    assertThat(grid.across()[grid.cell(4, 4)]).isNegative();
    assertThat(grid.across()[grid.cell(12, 4)]).isPositive();
  }

  @Test
  void a_crowd_that_stands_covers_and_does_not_move() {
    var busy = ground.copy();
    crowd(busy, 100, 60, 120, 64);
    var grid = grid(shown.show(busy, 2));

    assertThat(grid.covered()[grid.cell(8, 4)]).isGreaterThan(0.9f);
    assertThat(grid.across()).containsOnly(0f);
  }

  @Test
  void while_the_view_is_learnt_no_movement_is_said() {
    assertThat(new Shown(20).show(ground).signs().motion()).isEmpty();
  }
}
