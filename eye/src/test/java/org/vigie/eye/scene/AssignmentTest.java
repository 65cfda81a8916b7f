package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static final double MOST = 1;

  @Test
  void is_as_cheap_as_trying_everything() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var cost = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
      for (var row : cost) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextDouble() * 2;
        }
      }

      var assigned = Assignment.solve(cost, MOST);

      assertThat(gain(cost, assigned))
          .as("seed %d", seed)
          .isCloseTo(best(cost, 0, new boolean[cost[0].length]), within(1e-9));
    }
  }

  /// What is saved against leaving everything alone.
  private static double gain(double[][] cost, int[] assigned) {
    double gain = 0;
    for (int row = 0; row < assigned.length; row++) {
      if (assigned[row] >= 0) {
        assertThat(cost[row][assigned[row]]).isLessThanOrEqualTo(MOST);
        gain += MOST - cost[row][assigned[row]];
      }
    }
    return gain;
  }

  private static double best(double[][] cost, int row, boolean[] taken) {
    if (row == cost.length) {
      return 0;
    }
    double best = best(cost, row + 1, taken);
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j] && cost[row][j] <= MOST) {
        taken[j] = true;
        best = Math.max(best, MOST - cost[row][j] + best(cost, row + 1, taken));
        taken[j] = false;
      }
    }
    return best;
  }
}
