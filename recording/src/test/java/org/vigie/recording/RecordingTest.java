package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.GapReason;
import org.vigie.model.Span;

class RecordingTest {

  private static final GapReason[] ENDS = {null, null, GapReason.CAMERA_LOST, GapReason.CLOCK};

  @TempDir private Path dir;

  private static List<AccessUnit> units(Footage footage) throws IOException {
    var units = new ArrayList<AccessUnit>();
    for (var piece : footage.all()) {
      units.addAll(piece.units());
    }
    return units;
  }

  private static void assertSame(List<AccessUnit> read, List<AccessUnit> sent, String what) {
    assertThat(read.size()).as(what).isEqualTo(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      assertThat(read.get(i).bytes()).as("%s, picture %d", what, i).isEqualTo(sent.get(i).bytes());
      assertThat(read.get(i).key()).as("%s, picture %d", what, i).isEqualTo(sent.get(i).key());
      assertThat(Duration.between(read.get(i).wall(), sent.get(i).wall()).abs())
          .as("%s, wall time of picture %d", what, i)
          .isLessThan(Duration.ofMillis(1));
    }
  }

  @Test
  void gives_back_every_byte_whatever_the_runs_and_hours() throws Exception {
    for (long seed = 1; seed <= 12; seed++) {
      var random = new Random(seed);
      try (var town = new Town(dir.resolve("seed" + seed))) {
        var source = town.source(Town.QUAY, seed);
        source.mostBytes = random.nextBoolean() ? 2_000 : 90_000;
        source.pause(Duration.ofMillis(random.nextInt(1_000)));
        int runs = 1 + random.nextInt(4);
        for (int run = 0; run < runs; run++) {
          source.begin(random.nextBoolean() ? Source.SMALL : Source.LARGE);
          source.send(1 + random.nextInt(200));
          source.end(ENDS[random.nextInt(ENDS.length)]);
          source.pause(Duration.ofMillis(random.nextInt(2) * random.nextInt(9_000)));
        }
        town.recorder.flush();
        try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
          assertSame(units(footage), source.sent, "seed " + seed);
          assertThat(footage.unreadableParts()).isZero();
        }
        var end = source.wall();
        town.clocks.advance(Duration.between(town.clocks.wall(), end));
        var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
        assertAddsUp(timeline, "seed " + seed);
        town.close();
        assertAgrees(town, timeline, source, "seed " + seed);
      }
    }
  }

  @Test
  void the_header_of_the_next_reel_says_how_well_pictures_are_dated_by_then() throws Exception {
    try (var town = new Town(dir)) {
      var sink = town.recorder.camera(Town.QUAY, Town.act(Duration.ofSeconds(4)));
      var source = new Source(Town.QUAY, sink, town.clocks.wall(), 1);
      source.mostBytes = 100;
      // Past the hour, which begins a reel too.
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(75);
      sink.uncertainty(Duration.ofMillis(7));
      source.send(75);
      source.end(null);
      town.recorder.flush();
      var stated = new java.util.ArrayList<Long>();
      for (var reel : Town.reels(dir)) {
        try (var file = java.nio.channels.FileChannel.open(reel)) {
          stated.add(ReelHeader.decode(ReelScan.header(file)).uncertainty().toMillis());
        }
      }
      assertThat(stated).containsExactlyInAnyOrder(20L, 7L);
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        footage.all();
        assertThat(footage.uncertainty()).isEqualTo(Duration.ofMillis(20));
      }
    }
  }

  private static void assertAddsUp(Timeline timeline, String what) {
    var sum = timeline.recordedLength();
    for (var gap : timeline.gaps()) {
      sum = sum.plus(Duration.between(gap.from(), gap.to()));
    }
    assertThat(sum).as(what + " " + timeline).isEqualTo(timeline.span().length());
  }

  private static void assertAgrees(Town town, Timeline timeline, Source source, String what)
      throws IOException {
    var audit = town.audit(timeline.span().to()).cameras().getFirst();
    assertThat(audit.accessUnits()).as(what).isEqualTo(source.sent.size());
    assertThat(audit.unreadableParts()).as(what).isZero();
    assertThat(audit.indexMismatches()).as(what).isZero();
    assertThat(audit.recorded()).as(what).isEqualTo(timeline.recordedLength());
    var live = IndexDump.of(town.dir.resolve("index.db"));
    Reindex.run(town.dir.resolve("footage"), town.dir.resolve("index.db"));
    assertThat(IndexDump.of(town.dir.resolve("index.db"))).as(what).isEqualTo(live);
  }

  @Test
  void knows_a_camera_whose_first_reel_is_still_being_written() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 1);
      source.begin(Source.SMALL);
      source.send(60);
      town.recorder.flush();

      assertThat(town.recorder.cameras()).containsExactly(Town.QUAY);
    }
  }

  @Test
  void a_new_hour_begins_a_new_reel_and_playback_does_not_notice() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 1);
      source.begin(Source.SMALL);
      source.send(250);
      source.end(GapReason.CAMERA_LOST);
      town.recorder.flush();

      assertThat(Town.reels(dir)).hasSize(2);
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        var pieces = footage.all();
        assertThat(pieces.stream().skip(1)).allMatch(Footage.Piece::continues);
        long ticks = 0;
        for (var piece : pieces) {
          assertThat(piece.units().getFirst().ticks()).isEqualTo(ticks);
          ticks = piece.endTicks();
        }
        assertThat(ticks).isEqualTo(250L * Source.TICKS);
      }
      town.clocks.advance(Duration.ofSeconds(10));
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps()).isEmpty();
    }
  }

  @Test
  void begins_with_the_key_frame_at_or_before_the_moment_asked_for() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 2);
      source.pause(Duration.ofSeconds(5));
      source.keyEvery = 60;
      source.begin(Source.SMALL);
      source.send(1);
      town.recorder.flush();
      source.send(299);
      town.recorder.flush();
      for (int picture : new int[] {0, 1, 59, 60, 61, 130, 200}) {
        var from = source.sent.get(picture).wall();
        var to = source.sent.get(210).wall();
        try (var footage = town.recorder.open(Town.QUAY, new Span(from, to))) {
          assertSame(
              units(footage),
              source.sent.subList(picture / 60 * 60, 210),
              "from picture " + picture);
        }
      }
      source.end(null);
    }
  }

  @Test
  void reads_what_is_still_being_recorded() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 3);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(5);
      town.recorder.flush();
      source.send(80);
      town.recorder.flush();
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertSame(units(footage), source.sent.subList(0, 75), "live");
      }
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps()).isEmpty();
      assertThat(town.recorder.states().getFirst().recording()).isTrue();
      source.end(null);
    }
  }

  @Test
  void one_picture_larger_than_a_part_stands_alone() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 4);
      source.begin(Source.SMALL);
      source.send(3);
      source.mostBytes = 3 << 20;
      source.send(2);
      source.mostBytes = 100;
      source.send(3);
      source.end(null);
      town.recorder.flush();
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertSame(units(footage), source.sent, "large pictures");
      }
    }
  }

  @Test
  void ticks_that_do_not_rise_begin_a_new_reel() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 5);
      source.begin(Source.SMALL);
      source.send(30);
      source.skip(-2);
      source.pause(Duration.ofMillis(80));
      source.keyEvery = 1;
      source.send(30);
      source.end(null);
      town.recorder.flush();
      assertThat(Town.reels(dir).size()).isGreaterThanOrEqualTo(2);
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertSame(units(footage), source.sent, "ticks that fall");
      }
    }
  }

  @Test
  void a_silent_camera_leaves_a_gap_inside_its_run() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 6);
      source.begin(Source.SMALL);
      source.send(50);
      var from = source.wall();
      source.skip(250);
      var to = source.wall();
      source.send(50);
      source.end(null);
      town.recorder.flush();
      town.clocks.advance(Duration.ofSeconds(14));
      var gaps = town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps();
      assertThat(gaps).hasSize(1);
      assertThat(gaps.getFirst().reason()).isEqualTo(GapReason.CAMERA_LOST);
      assertThat(gaps.getFirst().from()).isEqualTo(from);
      assertThat(gaps.getFirst().to()).isEqualTo(to);
    }
  }

  @Test
  void block_masks_come_back_with_their_footage() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 7);
      var masks = new ArrayList<BlockMask>();
      source.begin(Source.SMALL);
      source.send(1);
      town.recorder.flush();
      for (int i = 0; i < 100; i++) {
        source.send(2);
        var blocks = BitSet.valueOf(new long[] {i * 77L, i});
        var mask = new BlockMask(source.wall(), 11, 7, i % 9 == 0, blocks);
        masks.add(
            new BlockMask(
                Micros.instant(Micros.of(mask.at())), 11, 7, mask.whole(), blocks.get(0, 77)));
        town.recorder.mask(Town.QUAY, mask);
        if (i % 10 == 0) {
          town.recorder.flush();
        }
      }
      town.recorder.flush();
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertThat(footage.masks()).isEqualTo(masks);
      }
      var span = new Span(masks.get(40).at().plusMillis(1), masks.get(60).at());
      try (var footage = town.recorder.open(Town.QUAY, span)) {
        assertThat(footage.masks())
            .containsAll(masks.subList(40, 60))
            .doesNotContain(masks.get(60));
      }
      source.end(null);
    }
  }

  @Test
  void a_mask_that_holds_back_is_found_for_the_pictures_before_it() throws Exception {
    try (var town = new Town(dir)) {
      // Past the full hour, at which the next reel begins, with masks of its own: whether the disk
      // is there before or after the second mask is chance.
      town.clocks.advance(Duration.ofSeconds(5));
      var source = town.source(Town.QUAY, 8);
      source.begin(Source.SMALL);
      source.send(2);
      town.recorder.flush();
      var first = Micros.instant(Micros.of(source.wall()));
      town.recorder.mask(Town.QUAY, new BlockMask(first, 11, 7, true, new BitSet()));
      source.send(100);
      var last = Micros.instant(Micros.of(source.wall()));
      var learnt = new BlockMask(last, 11, 7, false, BitSet.valueOf(new long[] {5}), first);
      town.recorder.mask(Town.QUAY, learnt);
      town.recorder.flush();

      var early = new Span(first.minusSeconds(1), first.plusSeconds(1));
      try (var footage = town.recorder.open(Town.QUAY, early)) {
        assertThat(footage.masks()).hasSize(2).last().isEqualTo(learnt);
      }
      source.end(null);
    }
  }

  @Test
  void heads_of_reels_go_into_the_ledger_when_they_close() throws Exception {
    try (var town = new Town(dir)) {
      for (var camera : List.of(Town.QUAY, Town.YARD)) {
        var source = town.source(camera, 8);
        source.begin(Source.SMALL);
        source.send(30);
        source.end(null);
      }
      town.recorder.flush();
      town.close();
      var heads = town.entries("footage.committed").toString();
      for (var path : Town.reels(dir)) {
        var scan = ReelScan.whole(path, (frame, bytes) -> {});
        assertThat(scan.closed()).isTrue();
        assertThat(heads).contains(HexFormat.of().formatHex(scan.head()));
      }
    }
  }

  @Test
  void heads_of_open_reels_go_into_the_ledger_once_a_minute() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 9);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(1);
      town.recorder.flush();
      source.send(100);
      town.recorder.flush();
      assertThat(town.entries("footage.committed")).isEmpty();
      town.clocks.advance(Duration.ofMinutes(1));
      for (int i = 0; i < 100 && town.entries("footage.committed").isEmpty(); i++) {
        town.recorder.flush();
      }
      assertThat(town.entries("footage.committed")).hasSize(1);
      source.end(null);
    }
  }

  @Test
  void what_is_stored_is_measured_from_its_parts(@TempDir Path dir) throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 7);
      source.fixedBytes = 4_000;
      source.begin(Source.SMALL);
      source.send(25 * 12);
      source.end(GapReason.CAMERA_LOST);
      town.recorder.flush();
      var state = town.recorder.state(Town.QUAY).orElseThrow();
      var measured = state.measured().orElseThrow();
      assertThat(measured.width()).isEqualTo(320);
      assertThat(measured.height()).isEqualTo(240);
      assertThat(measured.picturesPerSecond()).isCloseTo(25, within(0.2));
      assertThat(measured.bitsPerSecond()).isBetween(800_000L, 880_000L);
      assertThat(state.durableParts()).isBetween(12L, 14L);
      assertThat(town.recorder.state(Town.YARD)).isEmpty();

      source.begin(Source.LARGE);
      source.send(25);
      source.end(GapReason.CAMERA_LOST);
      town.recorder.flush();
      assertThat(town.recorder.state(Town.QUAY).orElseThrow().measured()).isEmpty();
    }
  }
}
