package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.AlarmKind;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;

class TroubleTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  private static List<GapReason> reasons(Timeline timeline) {
    return timeline.gaps().stream().map(Gap::reason).toList();
  }

  @Test
  void a_disk_that_cannot_keep_up_ends_the_reel_with_a_gap_and_recording_returns()
      throws Exception {
    try (var town =
        new Town(
            dir,
            clocks,
            s ->
                new RecorderSettings(
                    s.footage(),
                    s.index(),
                    s.town(),
                    Duration.ofHours(1),
                    1,
                    2 << 20,
                    0,
                    s.commitEvery()))) {
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.mostBytes = 100_000;
      source.begin(Source.SMALL);
      source.send(200);
      town.recorder.flush();
      assertThat(town.recorder.states().getFirst().reason()).contains(GapReason.OVERLOAD);
      assertThat(town.recorder.states().getFirst().alarm()).isTrue();
      source.mostBytes = 1_000;
      source.send(100);
      town.recorder.flush();
      source.end(null);
      town.recorder.flush();
      clocks.advance(Duration.ofSeconds(17));
      var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      assertThat(reasons(timeline)).containsExactly(GapReason.OVERLOAD);
      assertThat(timeline.recorded()).hasSize(2);
      assertThat(timeline.recorded().getLast().to()).isEqualTo(source.wall());
    }
  }

  @Test
  void the_alarm_of_an_overload_ends_with_the_next_part_whatever_the_gap_was_called_by_then()
      throws Exception {
    try (var town =
        new Town(
            dir,
            clocks,
            s ->
                new RecorderSettings(
                    s.footage(),
                    s.index(),
                    s.town(),
                    Duration.ofHours(1),
                    1,
                    2 << 20,
                    0,
                    s.commitEvery()))) {
      var source = town.source(Town.QUAY, 1);
      source.mostBytes = 100_000;
      source.begin(Source.SMALL);
      source.send(200);
      town.recorder.flush();
      assertThat(town.alarms.find(AlarmKind.OVERLOAD, "quay")).isPresent();
      source.end(GapReason.CAMERA_LOST);
      town.recorder.flush();
      source.pause(Duration.ofSeconds(5));
      source.mostBytes = 1_000;
      source.begin(Source.SMALL);
      source.send(60);
      town.recorder.flush();
      source.send(60);
      town.recorder.flush();
      assertThat(town.recorder.states().getFirst().recording()).isTrue();
      assertThat(town.alarms.find(AlarmKind.OVERLOAD, "quay")).isEmpty();
      source.end(null);
    }
  }

  @Test
  void an_error_while_a_part_is_written_ends_its_reel() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var once = new AtomicBoolean(true);
      town.recorder.listen(
          state -> {
            if (state.recording() && once.getAndSet(false)) {
              throw new OutOfMemoryError("as a test says");
            }
          });
      var source = town.source(Town.QUAY, 1);
      source.begin(Source.SMALL);
      source.send(60);
      town.recorder.flush();
      source.send(60);
      source.end(null);
      town.recorder.flush();
      clocks.advance(Duration.ofSeconds(5));
      assertThat(Town.reels(dir)).hasSize(2);
      assertThat(town.recorder.states().getFirst().recording()).isTrue();
      var audit = town.audit(clocks.wall()).cameras().getFirst();
      assertThat(audit.unreadableParts()).isZero();
      assertThat(audit.indexMismatches()).isZero();
    }
  }

  @Test
  void a_ledger_that_refuses_for_long_is_told_of_each_reel_once() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var source = town.source(Town.QUAY, 1);
      source.begin(Source.SMALL);
      town.ledgerWorks = false;
      for (int minute = 0; minute < 6; minute++) {
        source.send(60);
        clocks.advance(Duration.ofSeconds(61));
        town.recorder.flush();
      }
      assertThat(town.entries("footage.committed")).isEmpty();
      town.ledgerWorks = true;
      town.recorder.flush();
      assertThat(town.entries("footage.committed"))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat((List<?>) entry.facts().get("reels"))
                      .extracting(reel -> ((Map<?, ?>) reel).get("reel"))
                      .isNotEmpty()
                      .doesNotHaveDuplicates());
      source.end(null);
    }
  }

  @Test
  void an_index_that_is_locked_is_an_alarm_and_catches_up() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var source = town.source(Town.QUAY, 1);
      try (var other = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("index.db"));
          var statement = other.createStatement()) {
        statement.execute("begin immediate");
        source.begin(Source.SMALL);
        source.send(60);
        source.end(null);
        while (town.alarms.find(AlarmKind.DATABASE, "index.db").isEmpty()) {
          town.recorder.flush();
        }
        assertThat(town.alarms.find(AlarmKind.DATABASE, "index.db").orElseThrow())
            .contains("cannot be written", "catches up");
        statement.execute("rollback");
      }
      town.recorder.flush();
      assertThat(town.alarms.find(AlarmKind.DATABASE, "index.db")).isEmpty();
      clocks.advance(Duration.ofSeconds(5));
      assertThat(town.audit(clocks.wall()).cameras().getFirst().indexMismatches()).isZero();
    }
  }

  @Test
  void a_camera_whose_files_cannot_be_made_has_a_gap_and_the_others_lose_nothing()
      throws Exception {
    Files.createDirectories(dir.resolve("footage"));
    var blocked = dir.resolve("footage").resolve("quay");
    Files.writeString(blocked, "not a folder");
    try (var town = new Town(dir, clocks, s -> s)) {
      var quay = town.source(Town.QUAY, 1);
      var yard = town.source(Town.YARD, 2);
      for (var source : List.of(quay, yard)) {
        source.pause(Duration.ofSeconds(5));
        source.begin(Source.SMALL);
        source.send(5);
      }
      town.recorder.flush();
      quay.send(60);
      yard.send(60);
      town.recorder.flush();
      assertThat(town.recorder.states().get(0).reason()).contains(GapReason.DISK);
      assertThat(town.recorder.states().get(1).recording()).isTrue();

      Files.delete(blocked);
      clocks.advance(Duration.ofSeconds(4));
      quay.send(60);
      town.recorder.flush();
      quay.send(25);
      quay.end(null);
      yard.end(null);
      town.recorder.flush();
      clocks.advance(Duration.ofSeconds(7));
      var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      assertThat(reasons(timeline)).containsExactly(GapReason.DISK);
      assertThat(timeline.recorded().getLast().to()).isEqualTo(quay.wall());
      try (var footage = town.recorder.open(Town.YARD, Town.ALWAYS)) {
        assertThat(footage.all().stream().mapToInt(p -> p.units().size()).sum()).isEqualTo(65);
      }
    }
  }

  @Test
  void a_disk_with_only_its_reserve_left_takes_no_reel() throws Exception {
    var free = Files.getFileStore(dir).getUsableSpace();
    try (var town =
        new Town(
            dir,
            clocks,
            s ->
                new RecorderSettings(
                    s.footage(),
                    s.index(),
                    s.town(),
                    s.flushEvery(),
                    1,
                    8 << 20,
                    free * 2,
                    s.commitEvery()))) {
      var source = town.source(Town.QUAY, 1);
      source.begin(Source.SMALL);
      source.send(30);
      town.recorder.flush();
      var state = town.recorder.states().getFirst();
      assertThat(state.reason()).contains(GapReason.DISK);
      assertThat(state.detail()).contains("MiB left");
      assertThat(Town.reels(dir)).isEmpty();
      source.end(GapReason.STOPPED);
    }
  }

  @Test
  void a_camera_without_session_is_explained_from_its_first_mention() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var start = clocks.wall();
      town.recorder.gap(Town.QUAY, start, GapReason.NO_ACT, "No act covers it.");
      town.recorder.gap(Town.QUAY, start.plusSeconds(5), GapReason.NO_ACT, "Still none.");
      town.recorder.gap(Town.QUAY, start.plusSeconds(9), GapReason.STOPPED, "Taken out.");
      town.recorder.flush();
      clocks.advance(Duration.ofSeconds(20));
      var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      assertThat(timeline.gaps())
          .containsExactly(
              new Gap(
                  Town.QUAY, start, start.plusSeconds(9), GapReason.NO_ACT, "No act covers it."),
              new Gap(
                  Town.QUAY,
                  start.plusSeconds(9),
                  start.plusSeconds(20),
                  GapReason.STOPPED,
                  "Taken out."));
      assertThat(timeline.span().from()).isEqualTo(start);
    }
  }

  @Test
  void an_index_of_another_folder_is_mended_and_noticed() throws Exception {
    try (var town = new Town(dir.resolve("a"), clocks, s -> s)) {
      record(town);
    }
    new Town(dir.resolve("b"), clocks, s -> s).close();
    Files.copy(
        dir.resolve("b/index.db"), dir.resolve("a/index.db"), StandardCopyOption.REPLACE_EXISTING);
    try (var town = new Town(dir.resolve("a"), clocks, s -> s)) {
      assertThat(town.alarms.find(AlarmKind.DATABASE, "index.db")).isPresent();
      assertThat(town.audit(clocks.wall()).cameras().getFirst().indexMismatches()).isZero();
      town.recorder.reconcile();
      assertThat(town.alarms.find(AlarmKind.DATABASE, "index.db")).isEmpty();
    }
  }

  private static void record(Town town) throws Exception {
    var source = town.source(Town.QUAY, 1);
    source.pause(Duration.ofSeconds(5));
    source.begin(Source.SMALL);
    source.send(50);
    source.end(null);
    town.recorder.flush();
  }

  @Test
  void footage_whose_key_is_gone_or_anothers_is_counted_as_unreadable() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(50);
      source.end(null);
      town.recorder.flush();
      var reel = Volume.reelOf(Town.reels(dir).getFirst());
      town.keys.destroy(reel);
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertThat(footage.all()).isEmpty();
        assertThat(footage.unreadableParts()).isEqualTo(2);
      }
      var audit =
          Audit.run(
              dir.resolve("footage"),
              Optional.empty(),
              ReelKeys.open(dir.resolve("keys")),
              source.wall());
      assertThat(audit.cameras().getFirst().accessUnits()).isEqualTo(50);
      town.keys.create(reel, Instant.EPOCH, Duration.ofHours(12));
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertThat(footage.all()).isEmpty();
      }
      assertThat(town.audit(source.wall()).cameras().getFirst().unreadableParts()).isPositive();
    }
  }

  @Test
  void a_changed_part_is_left_out_and_what_follows_begins_at_a_key_frame() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.keyEvery = 40;
      source.begin(Source.SMALL);
      source.send(200);
      source.end(null);
      town.recorder.flush();
      var path = Town.reels(dir).getFirst();
      var part = ReelScan.quick(path).parts().list().get(2);
      var bytes = Files.readAllBytes(path);
      bytes[(int) part.offset() + 200] ^= 1;
      Files.write(path, bytes);
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        var pieces = footage.all();
        assertThat(footage.unreadableParts()).isEqualTo(1);
        var broken =
            pieces.stream().skip(1).filter(piece -> !piece.continues()).findFirst().orElseThrow();
        assertThat(broken.units().getFirst().key()).isTrue();
      }
      assertThat(town.audit(source.wall()).cameras().getFirst().unreadableParts()).isPositive();
    }
  }
}
