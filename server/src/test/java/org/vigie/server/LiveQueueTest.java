package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.base.Clocks;
import org.vigie.model.LiveQueue;

/// A viewer that does not keep up.
class LiveQueueTest {

  private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

  private final Pictures pictures = new Pictures();
  private final LiveQueue queue = new LiveQueue(Clocks.system());

  @Test
  void a_slow_viewer_goes_on_at_a_key_frame_and_is_told_how_many_it_missed() throws Exception {
    queue.begin(pictures.format());
    for (int n = 0; n < 75; n++) {
      queue.accept(pictures.unit(n, START));
    }
    var items = drain();
    // Full at 50, which is a key frame: 50 were waiting, and it goes on at once.
    assertThat(items.get(0)).isInstanceOf(LiveQueue.Item.Format.class);
    assertThat(items.get(1)).isEqualTo(new LiveQueue.Item.Dropped(50));
    assertThat(ticks(items)).startsWith(50L * Pictures.TICKS).hasSize(25);
  }

  @Test
  void the_first_picture_is_a_key_frame_even_when_others_come_before_it() throws Exception {
    queue.begin(pictures.format());
    for (int n = 7; n < 12; n++) {
      queue.accept(pictures.unit(n, START));
    }
    var items = drain();
    assertThat(items.get(1)).isEqualTo(new LiveQueue.Item.Dropped(3));
    assertThat(ticks(items)).containsExactly(10L * Pictures.TICKS, 11L * Pictures.TICKS);
  }

  @Test
  void a_new_format_makes_the_pictures_of_the_old_one_useless() throws Exception {
    queue.begin(pictures.format());
    queue.accept(pictures.unit(0, START));
    queue.begin(pictures.format());
    queue.accept(pictures.unit(10, START));
    var items = drain();
    assertThat(items).hasSize(3);
    assertThat(items.get(1)).isEqualTo(new LiveQueue.Item.Dropped(1));
  }

  @Test
  void whatever_the_pace_all_pictures_are_shown_or_counted_and_every_hole_ends_at_a_key_frame()
      throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      check(seed);
    }
  }

  private void check(int seed) throws InterruptedException {
    var random = new Random(seed);
    var tested = new LiveQueue(Clocks.system());
    tested.begin(pictures.format());
    int sent = 400;
    var seen = new ArrayList<LiveQueue.Item>();
    for (int n = 0; n < sent; n++) {
      tested.accept(pictures.unit(n, START));
      int taken = random.nextInt(100) < seed % 100 ? random.nextInt(3) : 0;
      for (int i = 0; i < taken; i++) {
        tested.next(Duration.ZERO).ifPresent(seen::add);
      }
    }
    for (var item = tested.next(Duration.ZERO); item.isPresent(); ) {
      seen.add(item.get());
      item = tested.next(Duration.ZERO);
    }
    long expected = 0;
    for (var item : seen) {
      switch (item) {
        case LiveQueue.Item.Dropped(int count) -> expected += (long) count * Pictures.TICKS;
        case LiveQueue.Item.Picture(var unit, var came) -> {
          assertThat(came).isNotNull();
          assertThat(unit.ticks()).as("seed " + seed).isEqualTo(expected);
          expected += Pictures.TICKS;
        }
        case LiveQueue.Item.Format format -> {}
        case LiveQueue.Item.Interrupted interrupted -> {}
      }
    }
    assertThat(sent * (long) Pictures.TICKS - expected)
        .as("seed " + seed + ": only what still waits for a key frame is not told yet")
        .isBetween(0L, (long) Pictures.TICKS * 60);
  }

  private List<LiveQueue.Item> drain() throws InterruptedException {
    var items = new ArrayList<LiveQueue.Item>();
    for (var item = queue.next(Duration.ZERO); item.isPresent(); ) {
      items.add(item.get());
      item = queue.next(Duration.ZERO);
    }
    return items;
  }

  private static List<Long> ticks(List<LiveQueue.Item> items) {
    return items.stream()
        .filter(LiveQueue.Item.Picture.class::isInstance)
        .map(item -> ((LiveQueue.Item.Picture) item).unit().ticks())
        .toList();
  }
}
