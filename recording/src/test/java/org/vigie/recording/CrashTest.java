package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.GapReason;

class CrashTest {

  @TempDir private Path dir;

  /// A reel of four small parts that nobody closed.
  private byte[] openReel() throws Exception {
    try (var town = new Town(dir.resolve("town"))) {
      var source = town.source(Town.QUAY, 1);
      source.mostBytes = 20;
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      for (int i = 0; i < 10; i++) {
        source.send(1);
        source.skip(11);
        town.recorder.flush();
      }
      town.copy(dir.resolve("crashed"));
      source.end(null);
    }
    return Files.readAllBytes(Town.reels(dir.resolve("crashed")).getFirst());
  }

  private static List<PartList.Part> parts(Path file) throws IOException {
    return ReelScan.quick(file).parts().list();
  }

  @Test
  void cut_at_any_byte_a_reel_keeps_every_part_before() throws Exception {
    var bytes = openReel();
    var file = dir.resolve("cut.reel");
    Files.write(file, bytes);
    var whole = parts(file);
    assertThat(whole).hasSizeGreaterThanOrEqualTo(5);
    int header = (int) whole.getFirst().offset();
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      if (length < header) {
        int cut = length;
        assertThatCode(() -> parts(file)).as("cut at %d", cut).isInstanceOf(Unreadable.class);
        continue;
      }
      int end = length;
      var expected =
          whole.stream()
              .filter(p -> p.offset() + PartFrame.BYTES + p.length() + 32 <= end)
              .toList();
      assertThat(parts(file)).as("cut at %d", length).isEqualTo(expected);
    }
  }

  @Test
  void one_changed_bit_anywhere_ends_a_reel_before_that_part() throws Exception {
    var bytes = openReel();
    var file = dir.resolve("flipped.reel");
    Files.write(file, bytes);
    var whole = parts(file);
    int header = (int) whole.getFirst().offset();
    for (int at = 0; at < bytes.length; at++) {
      var changed = bytes.clone();
      changed[at] ^= (byte) (1 << at % 8);
      Files.write(file, changed);
      if (at < header) {
        int flipped = at;
        assertThatCode(() -> parts(file))
            .as("changed at %d", flipped)
            .isInstanceOf(IOException.class);
        continue;
      }
      int end = at;
      var expected =
          whole.stream()
              .filter(p -> p.offset() + PartFrame.BYTES + p.length() + 32 <= end)
              .toList();
      assertThat(parts(file)).as("changed at %d", at).isEqualTo(expected);
    }
  }

  @Test
  void a_part_moved_from_another_reel_is_not_accepted() throws Exception {
    var bytes = openReel();
    var file = dir.resolve("moved.reel");
    Files.write(file, bytes);
    var whole = parts(file);
    var second = whole.get(2);
    var third = whole.get(3);
    var moved = Arrays.copyOf(bytes, bytes.length);
    // The third part over the second: whole in itself, but not what followed the first.
    int length = PartFrame.BYTES + third.length() + Digests.HASH_BYTES;
    System.arraycopy(bytes, (int) third.offset(), moved, (int) second.offset(), length);
    Files.write(file, moved);
    assertThat(parts(file)).isEqualTo(whole.subList(0, 2));
  }

  @Test
  void whatever_a_crash_left_of_a_reel_the_next_recorder_opens() throws Exception {
    var bytes = openReel();
    var reel = Town.reels(dir.resolve("crashed")).getFirst();
    var name = dir.resolve("crashed").relativize(reel);
    for (int length = 0; length < bytes.length; length += 211) {
      var copy = Town.copyFiles(dir.resolve("crashed"), dir.resolve("again" + length));
      Files.write(copy.resolve(name.toString()), Arrays.copyOf(bytes, length));
      try (var town = new Town(copy)) {
        var recovered = town.entries("footage.recovered");
        assertThat(recovered.size() + town.entries("footage.unreadable").size())
            .isLessThanOrEqualTo(1);
        for (var path : Town.reels(copy)) {
          assertThat(ReelScan.quick(path).closed()).isTrue();
        }
      }
    }
  }

  @Test
  void after_a_crash_the_gap_lasts_from_the_last_part_to_the_next_run() throws Exception {
    Instant lastPart;
    var clocks = new FakeClocks();
    try (var town = new Town(dir.resolve("town"), clocks, s -> s)) {
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(4);
      town.recorder.flush();
      source.send(140);
      town.recorder.flush();
      lastPart = town.recorder.states().getFirst().durableUntil().orElseThrow();
      town.copy(dir.resolve("crashed"));
      source.end(null);
    }
    clocks.advance(Duration.ofSeconds(30));
    try (var town = new Town(dir.resolve("crashed"), clocks, s -> s)) {
      assertThat(town.entries("footage.recovered")).hasSize(1);
      var source = town.source(Town.QUAY, 2);
      var back = source.wall();
      source.begin(Source.SMALL);
      source.send(50);
      source.end(null);
      town.recorder.flush();
      clocks.advance(Duration.ofSeconds(2));
      var gaps = town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps();
      assertThat(gaps).hasSize(1);
      assertThat(gaps.getFirst().reason()).isEqualTo(GapReason.RESTART);
      assertThat(gaps.getFirst().from()).isEqualTo(lastPart);
      assertThat(gaps.getFirst().to()).isEqualTo(back);
      town.close();
      assertThat(Town.audit(dir.resolve("crashed"), clocks.wall()).cameras().getFirst().gaps())
          .isEqualTo(gaps);
    }
  }

  @Test
  void a_journal_line_cut_short_is_left_out() throws Exception {
    var path = dir.resolve("journal");
    var gap =
        new Journal.Line.GapFrom(
            Town.QUAY,
            Instant.parse("2031-03-30T01:00:00.000001Z"),
            GapReason.DISK,
            "Full,\nit is.");
    var deleted =
        new Journal.Line.Deleted(Town.YARD, gap.from(), gap.from().plusSeconds(1), "0".repeat(32));
    try (var journal = Journal.open(path)) {
      journal.append(List.of(gap, deleted));
    }
    var told = new Journal.Line.GapFrom(gap.camera(), gap.from(), gap.reason(), "Full, it is.");
    assertThat(Journal.read(path)).containsExactly(told, deleted);
    var bytes = Files.readAllBytes(path);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(path, Arrays.copyOf(bytes, length));
      try (var journal = Journal.open(path)) {
        journal.append(List.of(deleted));
      }
      assertThat(Journal.read(path).getLast()).as("cut at %d", length).isEqualTo(deleted);
    }
    for (int at = 0; at < bytes.length; at++) {
      var changed = bytes.clone();
      changed[at] ^= 1;
      Files.write(path, changed);
      var read = new ArrayList<>(Journal.read(path));
      read.removeAll(List.of(told, deleted));
      assertThat(read).as("changed at %d", at).isEmpty();
    }
  }

  @Test
  void a_deletion_cut_short_is_finished_by_the_next_recorder() throws Exception {
    try (var town = new Town(dir)) {
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(50);
      source.end(null);
      town.recorder.flush();
    }
    var reel = Town.reels(dir).getFirst();
    var scan = ReelScan.quick(reel);
    try (var journal = Journal.open(Volume.journal(dir.resolve("footage")))) {
      journal.append(
          List.of(
              new Journal.Line.Deleted(
                  Town.QUAY,
                  scan.header().start(),
                  Micros.instant(scan.parts().wallEnd()),
                  scan.header().reel())));
    }
    try (var town = new Town(dir)) {
      town.clocks.advance(Duration.ofMinutes(1));
      assertThat(reel).doesNotExist();
      assertThat(ReelKeys.open(dir.resolve("keys")).find(scan.header().reel())).isEmpty();
      var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      assertThat(timeline.recorded()).isEmpty();
      assertThat(timeline.deleted()).isNotEmpty();
    }
  }
}
