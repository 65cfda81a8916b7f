package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.vigie.eye.scene.Footprints.Appearance;

/// Places where somebody was lost from sight, of four blocks each.
class FootprintsTest {

  private static final double STEP = 0.1;

  private static final BiConsumer<double[], IntConsumer> FOUR =
      (box, block) -> {
        for (int i = 0; i < 4; i++) {
          block.accept(i);
        }
      };

  private final Footprints footprints = new Footprints(320, 180, 1800);
  private final Tracked hand =
      new Tracked(new Blob(100, 90, 112, 120, 300, 300), Instant.EPOCH, false);
  private double now;

  /// Somebody is seen there for a moment.
  private void appearAndEnd(boolean light) {
    footprints.follow(List.of(hand), light, now);
    now += STEP;
    footprints.follow(List.of(), light, now);
  }

  private void lookFor(double seconds, IntFunction<Appearance> appearance) {
    for (double until = now + seconds; now < until; now += STEP) {
      footprints.release(FOUR, appearance, STEP);
    }
  }

  private boolean isHeld() {
    return !footprints.held(now).isEmpty();
  }

  @Test
  void a_place_that_looks_empty_for_a_minute_is_let_go() {
    appearAndEnd(false);
    lookFor(58, block -> Appearance.EMPTY);
    assertThat(isHeld()).isTrue();

    lookFor(3, block -> Appearance.EMPTY);

    assertThat(isHeld()).isFalse();
  }

  @Test
  void who_passes_by_in_front_hides_the_place_and_does_not_make_it_wait_from_the_beginning() {
    appearAndEnd(false);
    for (int i = 0; i < 16; i++) {
      int passes = i % 4;
      lookFor(4.7, block -> block == passes ? Appearance.HIDDEN : Appearance.EMPTY);
    }
    assertThat(isHeld()).isTrue();

    lookFor(10, block -> Appearance.EMPTY);

    assertThat(isHeld()).isFalse();
  }

  @Test
  void what_is_hidden_all_the_time_is_never_let_go() {
    appearAndEnd(false);
    lookFor(300, block -> block == 2 ? Appearance.HIDDEN : Appearance.EMPTY);

    assertThat(isHeld()).isTrue();
  }

  @Test
  void somebody_who_shows_in_one_block_keeps_all_of_them() {
    appearAndEnd(false);
    for (int i = 0; i < 6; i++) {
      lookFor(50, block -> Appearance.EMPTY);
      lookFor(0.2, block -> block == 3 ? Appearance.STRANGE : Appearance.EMPTY);
    }

    assertThat(isHeld()).isTrue();
  }

  @Test
  void a_piece_of_light_that_ends_where_it_began_as_a_cloud_crossed_the_view_was_nobody() {
    appearAndEnd(true);

    assertThat(isHeld()).isFalse();
  }

  @Test
  void who_was_there_before_the_light_changed_is_no_piece_of_light() {
    for (int i = 0; i < 40; i++) {
      footprints.follow(List.of(hand), false, now);
      now += STEP;
    }
    appearAndEnd(true);

    assertThat(isHeld()).isTrue();
  }
}
