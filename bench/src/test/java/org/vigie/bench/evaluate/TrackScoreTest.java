package org.vigie.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;

class TrackScoreTest {

  private static final Box LEFT = new Box(0.1, 0.1, 0.1, 0.2);
  private static final Box RIGHT = new Box(0.7, 0.1, 0.1, 0.2);

  @Test
  void perfect_tracks_score_one() {
    var score = new TrackScore();
    for (int i = 0; i < 10; i++) {
      score.add(Map.of("a", LEFT, "b", RIGHT), Map.of("1", LEFT, "2", RIGHT));
    }

    assertThat(score.mota()).isEqualTo(1);
    assertThat(score.idf1()).isEqualTo(1);
    assertThat(score.mostAtOnce()).isEqualTo(2);
  }

  @Test
  void misses_and_false_boxes_cost_alike() {
    var score = new TrackScore();
    score.add(Map.of("a", LEFT), Map.of("1", LEFT));
    score.add(Map.of("a", LEFT), Map.of());
    score.add(Map.of("a", LEFT), Map.of("1", LEFT, "2", RIGHT));
    score.add(Map.of("a", LEFT), Map.of("1", new Box(0.16, 0.1, 0.1, 0.2)));

    // Two misses (the last box shares less than half), two false ones, of four.
    assertThat(score.mota()).isEqualTo(0);
    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.precision()).isEqualTo(0.5);
    assertThat(score.idf1()).isEqualTo(2 * 2.0 / 8);
  }

  @Test
  void a_track_that_changes_sides_is_a_switch_and_halves_identity() {
    var score = new TrackScore();
    for (int i = 0; i < 5; i++) {
      score.add(Map.of("a", LEFT, "b", RIGHT), Map.of("1", LEFT, "2", RIGHT));
    }
    for (int i = 0; i < 5; i++) {
      score.add(Map.of("a", LEFT, "b", RIGHT), Map.of("2", LEFT, "1", RIGHT));
    }

    assertThat(score.switches()).isEqualTo(2);
    assertThat(score.mota()).isEqualTo(1 - 2.0 / 20);
    assertThat(score.idf1()).isEqualTo(0.5);
  }

  @Test
  void who_was_followed_stays_with_the_track_while_it_fits() {
    var score = new TrackScore();
    score.add(Map.of("a", LEFT), Map.of("1", LEFT));
    // A second track fits better, the first still fits.
    score.add(Map.of("a", LEFT), Map.of("1", new Box(0.12, 0.1, 0.1, 0.2), "2", LEFT));

    assertThat(score.switches()).isZero();
  }

  @Test
  void the_least_cost_is_that_of_the_best_of_all_pairings() {
    var random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(5);
      var cost = new double[rows][columns];
      for (double[] row : cost) {
        for (int c = 0; c < columns; c++) {
          row[c] = random.nextInt(20) - 10;
        }
      }

      int[] chosen = LeastCost.assign(cost);

      double sum = 0;
      int pairs = 0;
      for (int r = 0; r < rows; r++) {
        if (chosen[r] >= 0) {
          sum += cost[r][chosen[r]];
          pairs++;
        }
      }
      assertThat(pairs).isEqualTo(Math.min(rows, columns));
      assertThat(sum).isEqualTo(best(cost, 0, 0, rows - columns), within(1e-9));
    }
  }

  /// Tries everything.
  ///
  /// @param spare how many rows may go without a column
  private static double best(double[][] cost, int row, int taken, int spare) {
    if (row == cost.length) {
      return 0;
    }
    double best = spare > 0 ? best(cost, row + 1, taken, spare - 1) : Double.MAX_VALUE;
    for (int c = 0; c < cost[0].length; c++) {
      if ((taken >> c & 1) == 0) {
        best = Math.min(best, cost[row][c] + best(cost, row + 1, taken | 1 << c, spare));
      }
    }
    return best;
  }
}
