package org.vigie.eye.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;

class LooksTest {

  private static final Instant AT = Instant.parse("2031-03-30T00:59:58.250Z");
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final double STEP = 0.1;
  private static final Box WHOLE = new Box(0, 0, 1, 1);

  private final Looks looks = new Looks(WIDTH, HEIGHT);
  private final Seer seer = new Seer(0.3);
  private double now;

  private Glance take(List<Blob> blobs, List<Tracked> tracks) {
    return take(blobs, tracks, Looks.Rhythm.BY_MOVEMENT);
  }

  private Glance take(List<Blob> blobs, List<Tracked> tracks, Looks.Rhythm rhythm) {
    now += STEP;
    return looks.take(seer, blobs, tracks, now, STEP, rhythm);
  }

  private static Blob moving(int left, int top, int width, int height) {
    return new Blob(left, top, left + width, top + height, width * height, width * height);
  }

  @Test
  void the_whole_picture_comes_first_and_then_what_moves() {
    var walker = moving(100, 60, 12, 30);
    take(List.of(walker), List.of());
    take(List.of(walker), List.of());

    assertThat(seer.asked.getFirst()).contains(WHOLE);
    assertThat(seer.asked.get(1)).hasSize(1).doesNotContain(WHOLE);
    var part = seer.asked.get(1).getFirst();
    assertThat(part.width()).isBetween(0.29, 0.31);
    assertThat(part.left() * WIDTH).isLessThan(96);
    assertThat((part.left() + part.width()) * WIDTH).isGreaterThan(116);
  }

  @Test
  void while_nothing_moves_the_whole_picture_is_looked_at_every_ten_seconds() {
    for (int i = 0; i < 305; i++) {
      take(List.of(), List.of());
    }
    assertThat(seer.asked).hasSize(4).allSatisfy(parts -> assertThat(parts).containsExactly(WHOLE));
  }

  @Test
  void while_a_view_is_young_the_whole_picture_is_looked_at_every_second() {
    for (int i = 0; i < 50; i++) {
      take(List.of(), List.of(), Looks.Rhythm.EVERY_SECOND);
    }
    assertThat(seer.asked).hasSizeBetween(4, 6);
  }

  @Test
  void before_anything_is_known_of_a_view_every_picture_is_looked_at_whole() {
    for (int i = 0; i < 10; i++) {
      take(List.of(), List.of(), Looks.Rhythm.EVERY_PICTURE);
    }
    assertThat(seer.asked).hasSize(10).allSatisfy(parts -> assertThat(parts).contains(WHOLE));
  }

  @Test
  void those_who_walk_together_share_a_part_and_those_apart_do_not() {
    take(List.of(), List.of());
    take(List.of(moving(100, 60, 12, 30), moving(130, 62, 12, 30)), List.of());
    take(List.of(moving(20, 60, 12, 30), moving(280, 62, 12, 30)), List.of());

    assertThat(seer.asked.get(1)).hasSize(1);
    assertThat(seer.asked.get(2)).hasSize(2);
  }

  @Test
  void what_was_left_out_for_want_of_time_comes_first_at_the_next_picture() {
    take(List.of(), List.of());
    seer.most = 1;
    var blobs = List.of(moving(20, 60, 14, 30), moving(280, 62, 12, 30));
    var first = take(blobs, List.of());
    var second = take(blobs, List.of());

    var left = new double[] {20, 60, 34, 90};
    var right = new double[] {280, 62, 292, 92};
    assertThat(first.covers(left)).isTrue();
    assertThat(first.covers(right)).isFalse();
    assertThat(second.covers(right)).isTrue();
  }

  @Test
  void whoever_stands_still_is_looked_at_again_though_nothing_moves() {
    take(List.of(), List.of());
    var thing = new Thing(CoarseClass.PERSON, 100, 60, 112, 90, 0.9, false);
    var still = new Tracked(thing, AT, false, false);
    for (int i = 0; i < 20; i++) {
      still.predict(STEP);
      if (take(List.of(), List.of(still)).covers(still.edges())) {
        still.see(thing, false);
      }
    }
    assertThat(seer.asked.size()).isBetween(4, 5);
  }

  @Test
  void it_is_late_after_a_quarter_of_a_minute_without_a_whole_look() {
    assertThat(looks.areGood(now)).isFalse();
    take(List.of(), List.of());
    assertThat(looks.areGood(now)).isTrue();
    seer.most = 0;
    for (int i = 0; i < 149; i++) {
      take(List.of(), List.of());
    }
    assertThat(looks.areGood(now)).isTrue();
    take(List.of(), List.of());
    take(List.of(), List.of());
    assertThat(looks.areGood(now)).isFalse();
    assertThat(seer.asked).hasSize(1);
  }

  @Test
  void a_look_that_fails_is_no_look() {
    take(List.of(), List.of());
    seer.broken = true;
    var glance = take(List.of(moving(20, 60, 14, 30)), List.of());
    assertThat(glance).isEqualTo(Glance.NONE);
    assertThat(looks.areGood(now)).isFalse();

    seer.broken = false;
    take(List.of(moving(20, 60, 14, 30)), List.of());
    assertThat(looks.areGood(now)).isTrue();
  }

  @Test
  void after_the_view_has_changed_nothing_is_known() {
    take(List.of(), List.of());
    looks.forget();
    assertThat(looks.areGood(now)).isFalse();
    take(List.of(), List.of());
    assertThat(seer.asked.getLast()).containsExactly(WHOLE);
  }

  @Test
  void what_is_half_out_of_the_picture_is_looked_at_where_it_can_be() {
    take(List.of(), List.of());
    var leaving =
        new Tracked(new Thing(CoarseClass.CAR, -40, 120, 60, 240, 0.9, false), AT, true, true);
    leaving.predict(STEP);
    for (int i = 0; i < 15; i++) {
      take(List.of(moving(10, 10, 300, 165)), List.of(leaving));
    }
    assertThat(seer.asked).hasSize(16);
  }

  @Test
  void parts_lie_in_the_picture_and_show_whatever_there_is_time_for() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var any = new Looks(WIDTH, HEIGHT);
      var eye = new Seer(0.1 + random.nextDouble());
      any.take(eye, List.of(), List.of(), 0.1, STEP, Looks.Rhythm.BY_MOVEMENT);
      var blobs = new ArrayList<Blob>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int width = 4 + random.nextInt(300);
        int height = 4 + random.nextInt(170);
        blobs.add(
            moving(
                random.nextInt(WIDTH - width + 1),
                random.nextInt(HEIGHT - height + 1),
                width,
                height));
      }
      var glance = any.take(eye, blobs, List.of(), 0.2, STEP, Looks.Rhythm.BY_MOVEMENT);
      for (var part : eye.asked.getLast()) {
        assertThat(part.left()).isGreaterThanOrEqualTo(0);
        assertThat(part.top()).isGreaterThanOrEqualTo(0);
        assertThat(part.left() + part.width()).isLessThan(1 + 1e-9);
        assertThat(part.top() + part.height()).isLessThan(1 + 1e-9);
      }
      for (var blob : blobs) {
        var box = new double[] {blob.left(), blob.top(), blob.right(), blob.bottom()};
        assertThat(glance.covers(box)).as("seed %d: %s", seed, blob).isTrue();
      }
    }
  }
}
