package org.vigie.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

  @Test
  void plays_once_in_each_so_many_turns_and_not_in_the_first() {
    for (long seed = 0; seed < 50; seed++) {
      var programme = new Programme(8, seed, "depot", 5);

      assertThat(programme.plays(0)).isFalse();
      for (long first = 0; first < 800; first += 8) {
        assertThat(LongStream.range(first, first + 8).filter(programme::plays)).hasSize(1);
      }
    }
  }

  @Test
  void is_written_down_as_it_is_played() {
    var programme = new Programme(7, 3, "gare-est", 0);
    var text = programme.text();

    assertThat(LongStream.range(-10, 3000))
        .allSatisfy(
            turn ->
                assertThat(programme.plays(turn))
                    .isEqualTo(text.charAt((int) Math.floorMod(turn, text.length())) == '1'));
  }

  @Test
  void cameras_and_seeds_have_programmes_of_their_own() {
    var one = new Programme(8, 1, "depot", 0).text();

    assertThat(new Programme(8, 1, "depot", 0).text()).isEqualTo(one);
    assertThat(new Programme(8, 2, "depot", 0).text()).isNotEqualTo(one);
    assertThat(new Programme(8, 1, "gare-est", 0).text()).isNotEqualTo(one);
  }
}
