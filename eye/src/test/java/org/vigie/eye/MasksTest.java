package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.BlockMask;

class MasksTest {

  private static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  private static Instant at(long ms) {
    return START.plusMillis(ms);
  }

  private static BlockMask mask(long ms, long sinceMs, boolean whole, int... blocks) {
    var bits = new BitSet();
    for (int block : blocks) {
      bits.set(block);
    }
    return new BlockMask(at(ms), 4, 3, whole, bits, at(sinceMs));
  }

  private static BlockMask mask(long ms, int... blocks) {
    return mask(ms, ms, false, blocks);
  }

  @Test
  void a_picture_gets_the_last_mask_joined_with_a_near_next_one() {
    var masks = List.of(mask(0, 1), mask(100, 2), mask(900, 3));
    assertThat(Masks.forPicture(masks, at(50)).blocks().stream()).containsExactly(1, 2);
    assertThat(Masks.forPicture(masks, at(200)).blocks().stream()).containsExactly(2);
    assertThat(Masks.forPicture(masks, at(700)).blocks().stream()).containsExactly(2, 3);
  }

  @Test
  void a_picture_without_a_mask_or_with_an_old_one_is_masked_whole() {
    assertThat(Masks.forPicture(List.of(), at(0)).whole()).isTrue();
    var masks = List.of(mask(1000, 1));
    assertThat(Masks.forPicture(masks, at(900)).whole()).isTrue();
    assertThat(Masks.forPicture(masks, at(3000)).whole()).isFalse();
    assertThat(Masks.forPicture(masks, at(3001)).whole()).isTrue();
  }

  @Test
  void what_was_masked_whole_gets_a_later_mask_that_holds_back_to_it() {
    var masks =
        List.of(
            mask(0, 0, true),
            mask(1000, 1000, true),
            mask(2000, 2000, true),
            mask(2100, 1000, false, 5, 6));

    assertThat(Masks.forPicture(masks, at(1000)).blocks().stream()).containsExactly(5, 6);
    assertThat(Masks.forPicture(masks, at(1000)).whole()).isFalse();
    assertThat(Masks.forPicture(masks, at(2050)).blocks().stream()).containsExactly(5, 6);
    assertThat(Masks.forPicture(masks, at(999)).whole()).isTrue();
  }

  @Test
  void a_mask_that_does_not_hold_back_serves_no_earlier_picture() {
    var masks = List.of(mask(0, 0, true), mask(2100, 2100, false, 5));
    assertThat(Masks.forPicture(masks, at(1000)).whole()).isTrue();
  }
}
