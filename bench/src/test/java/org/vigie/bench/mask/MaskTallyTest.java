package org.vigie.bench.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTallyTest {

  private final MaskTally tally = new MaskTally();

  private static PictureTruth truth(int person, int empty, Head... heads) {
    return new PictureTruth(
        new short[] {(short) person, 0}, new short[] {0, (short) empty}, List.of(heads));
  }

  private static boolean[] masked(boolean... blocks) {
    return blocks;
  }

  @Test
  void shares_are_of_pixels_not_of_pictures() {
    tally.add(0, truth(300, 100), masked(true, false));
    tally.add(1, truth(100, 300), masked(false, true));

    assertThat(tally.clearShare()).isEqualTo(0.25);
    assertThat(tally.backgroundClearShare()).isEqualTo(0.25);
    assertThat(tally.wholeMaskedShare()).isZero();
    assertThat(tally.misses).containsExactly(new MaskTally.Miss(1, 100));
  }

  @Test
  void a_picture_masked_everywhere_is_masked_whole() {
    tally.add(0, truth(1, 1), masked(true, true));
    assertThat(tally.wholeMaskedShare()).isEqualTo(1);
  }

  @Test
  void a_head_counts_from_its_second_clear_picture_and_only_once() {
    var head = new Head(3, new int[] {0}, new int[] {20});
    tally.add(0, truth(20, 0, head), masked(false, false));
    assertThat(tally.headsClear).isZero();

    tally.add(1, truth(20, 0, head), masked(false, false));
    tally.add(2, truth(20, 0, head), masked(false, false));
    assertThat(tally.headsClear).isEqualTo(1);

    tally.add(3, truth(20, 0, head), masked(true, false));
    tally.add(4, truth(20, 0, head), masked(false, false));
    assertThat(tally.headsClear).isEqualTo(1);
    tally.add(5, truth(20, 0, head), masked(false, false));
    assertThat(tally.headsClear).isEqualTo(2);
  }

  @Test
  void a_head_that_is_partly_masked_or_tiny_does_not_count() {
    var split = new Head(1, new int[] {0, 1}, new int[] {10, 10});
    var tiny = new Head(2, new int[] {0}, new int[] {MaskTally.LEAST_HEAD - 1});
    for (int i = 0; i < 3; i++) {
      tally.add(i, truth(20, 0, split, tiny), masked(false, true));
    }
    assertThat(tally.headsClear).isZero();
  }
}
