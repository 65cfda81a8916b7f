package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.BlockMask;
import org.vigie.model.Span;

/// When something moved, from masks alone.
class MovementScanTest {

  private static final Instant START = Instant.parse("2031-03-30T00:58:00Z");
  private static final int COLUMNS = 40;
  private static final int ROWS = 20;

  private final MovementScan scan =
      new MovementScan(Micros.of(START), Micros.of(START.plusSeconds(600)));

  @Test
  void finds_who_walks_by_and_joins_what_is_near() {
    still(0, 100);
    walk(100, 110);
    still(110, 112);
    walk(112, 115);
    still(115, 300);
    walk(300, 303);
    still(303, 600);
    var found = end();
    assertThat(found.unknown()).isEmpty();
    assertThat(found.moments()).hasSize(2);
    assertThat(second(found.moments().get(0).from())).isBetween(98.0, 101.0);
    assertThat(second(found.moments().get(0).to())).isBetween(114.0, 118.0);
    assertThat(second(found.moments().get(1).from())).isBetween(298.0, 301.0);
  }

  @Test
  void takes_what_is_masked_all_the_time_for_no_movement_and_says_how_much_it_is() {
    for (int tenth = 0; tenth < 6_000; tenth++) {
      scan.add(mask(tenth, COLUMNS * ROWS / 2));
    }
    var found = end();
    assertThat(found.moments()).isEmpty();
    assertThat(found.hidden()).isBetween(0.49, 0.51);
  }

  @Test
  void takes_one_block_that_flickers_for_no_movement() {
    for (int tenth = 0; tenth < 6_000; tenth++) {
      scan.add(tenth % 50 < 3 ? mask(tenth, 7, 8) : mask(tenth, 0));
    }
    assertThat(end().moments()).isEmpty();
  }

  @Test
  void says_what_nobody_knows_and_takes_its_end_for_no_movement() {
    still(0, 50);
    for (int tenth = 500; tenth < 1_000; tenth++) {
      scan.add(new BlockMask(START.plusMillis(tenth * 100L), COLUMNS, ROWS, true, new BitSet()));
    }
    for (int tenth = 1_000; tenth < 2_000; tenth++) {
      scan.add(mask(tenth, 200));
    }
    // Nothing from 200 s to 400 s: the eye was away.
    still(400, 600);
    var found = end();
    assertThat(found.moments()).isEmpty();
    assertThat(found.unknown()).hasSize(2);
    assertThat(second(found.unknown().get(0).from())).isBetween(49.0, 51.0);
    assertThat(second(found.unknown().get(0).to())).isBetween(99.0, 101.0);
    assertThat(second(found.unknown().get(1).from())).isBetween(199.0, 201.0);
    assertThat(second(found.unknown().get(1).to())).isBetween(399.0, 401.0);
  }

  @Test
  void knows_nothing_without_masks_but_only_of_what_is_recorded() {
    var recorded = List.of(span(0, 100), span(200, 600));
    var found = scan.end(recorded);
    assertThat(found.unknown()).isEqualTo(recorded);
    assertThat(found.moments()).isEmpty();
  }

  private Movement end() {
    return scan.end(List.of(span(0, 600)));
  }

  private void still(int from, int to) {
    for (int tenth = from * 10; tenth < to * 10; tenth++) {
      scan.add(mask(tenth, 0));
    }
  }

  /// Somebody four blocks high, one block further each second.
  private void walk(int from, int to) {
    for (int tenth = from * 10; tenth < to * 10; tenth++) {
      var blocks = new BitSet();
      int column = 5 + (tenth / 10 - from);
      for (int row = 8; row < 12; row++) {
        blocks.set(row * COLUMNS + column, row * COLUMNS + column + 2);
      }
      scan.add(new BlockMask(START.plusMillis(tenth * 100L), COLUMNS, ROWS, false, blocks));
    }
  }

  /// The first blocks masked.
  private static BlockMask mask(int tenth, int blocks) {
    return mask(tenth, 0, blocks);
  }

  private static BlockMask mask(int tenth, int from, int to) {
    var masked = new BitSet();
    masked.set(from, to);
    return new BlockMask(START.plusMillis(tenth * 100L), COLUMNS, ROWS, false, masked);
  }

  private static Span span(int from, int to) {
    return new Span(START.plusSeconds(from), START.plusSeconds(to));
  }

  private static double second(Instant at) {
    return Duration.between(START, at).toMillis() / 1_000.0;
  }
}
