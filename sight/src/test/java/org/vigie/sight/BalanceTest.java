package org.vigie.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.sight.Balance.CameraLoad;
import org.vigie.sight.Balance.EyeLoad;
import org.vigie.sight.Balance.Move;

class BalanceTest {

  private static EyeLoad eye(int number, boolean sheds, double... cores) {
    var cameras = new ArrayList<CameraLoad>();
    for (double core : cores) {
      cameras.add(new CameraLoad(100 * number + cameras.size(), core));
    }
    return new EyeLoad(number, sheds, cameras);
  }

  @Test
  void the_costliest_camera_that_fits_goes_to_the_eye_with_most_time() {
    var eyes = List.of(eye(1, true, 0.5, 0.3, 0.1), eye(2, false, 0.4), eye(3, false, 0.2, 0.25));

    assertThat(Balance.find(eyes)).contains(new Move(101, 1, 2));
  }

  @Test
  void nothing_moves_while_no_eye_sheds() {
    assertThat(Balance.find(List.of(eye(1, false, 0.5, 0.45), eye(2, false)))).isEmpty();
  }

  @Test
  void nothing_moves_where_every_eye_is_short_of_time() {
    assertThat(Balance.find(List.of(eye(1, true, 0.5, 0.5), eye(2, true, 0.3, 0.6)))).isEmpty();
    assertThat(Balance.find(List.of(eye(1, true, 0.5, 0.5), eye(2, false, 0.7)))).isEmpty();
  }

  @Test
  void the_only_camera_of_an_eye_stays_and_so_do_sleeping_ones() {
    assertThat(Balance.find(List.of(eye(1, true, 0.99), eye(2, false)))).isEmpty();
    assertThat(Balance.find(List.of(eye(1, true, 0.95, 0.002), eye(2, false)))).isEmpty();
  }
}
