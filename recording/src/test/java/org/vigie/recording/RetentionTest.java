package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.AlarmKind;

class RetentionTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  private Source record(Town town) throws Exception {
    var source = town.source(Town.QUAY, 1);
    source.pause(Duration.ofSeconds(5));
    source.begin(Source.SMALL);
    source.send(50);
    source.end(null);
    town.recorder.flush();
    return source;
  }

  @Test
  void a_reel_dies_when_its_oldest_part_reaches_the_limit() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var source = record(town);
      var reel = Town.reels(dir).getFirst();
      var limit = source.sent.getFirst().wall().plus(Duration.ofDays(3));
      assertThat(town.recorder.deleteExpired(limit.minusMillis(1)).reels()).isZero();
      assertThat(reel).exists();

      var deletion = town.recorder.deleteExpired(limit);

      assertThat(deletion.reels()).isEqualTo(1);
      assertThat(deletion.bytes()).isPositive();
      assertThat(reel).doesNotExist();
      assertThat(Files.list(dir.resolve("keys"))).isEmpty();
      assertThat(town.entries("footage.deleted")).hasSize(1);
      clocks.advance(Duration.ofSeconds(7));
      var timeline = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      assertThat(timeline.recorded()).isEmpty();
      assertThat(timeline.deleted()).hasSize(1);
      assertThat(town.recorder.deleteExpired(limit).reels()).isZero();
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertThat(footage.all()).isEmpty();
      }
    }
  }

  @Test
  void a_clock_that_jumps_forward_deletes_nothing_until_somebody_confirms_it() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      record(town);
      clocks.stepWall(Duration.ofDays(10));
      assertThat(town.recorder.deleteExpired(clocks.wall()).suspended()).isTrue();
      clocks.advance(Duration.ofMinutes(5));
      assertThat(town.recorder.deleteExpired(clocks.wall()).suspended()).isTrue();
      assertThat(Town.reels(dir)).hasSize(1);
      town.recorder.confirmClock();
      assertThat(town.recorder.deleteExpired(clocks.wall()).reels()).isEqualTo(1);
    }
  }

  @Test
  void nothing_is_deleted_that_the_ledger_does_not_take() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      record(town);
      town.ledgerWorks = false;
      assertThat(town.recorder.deleteExpired(clocks.wall().plus(Duration.ofDays(9))).reels())
          .isZero();
      assertThat(Town.reels(dir)).hasSize(1);
      town.ledgerWorks = true;
      assertThat(town.recorder.deleteExpired(clocks.wall().plus(Duration.ofDays(9))).reels())
          .isEqualTo(1);
    }
  }

  @Test
  void footage_that_may_be_kept_for_minutes_changes_reels_every_few_minutes() throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var sink = town.recorder.camera(Town.QUAY, Town.act(Duration.ofSeconds(20)));
      var source = new Source(Town.QUAY, sink, clocks.wall().plusSeconds(5), 1);
      source.mostBytes = 100;
      source.begin(Source.SMALL);
      source.send(25 * 50);
      source.end(null);
      town.recorder.flush();
      assertThat(Town.reels(dir)).hasSize(3);
      var deletion = town.recorder.deleteExpired(source.sent.getFirst().wall().plusSeconds(41));
      assertThat(deletion.reels()).isEqualTo(2);
    }
  }

  /// The quay on volume `one`, the yard on `two`, each with a reel.
  private Town twoVolumes() throws Exception {
    var town = new Town(dir, clocks, this::twoVolumes);
    for (var camera : List.of(Town.QUAY, Town.YARD)) {
      var source = town.source(camera, 1);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.SMALL);
      source.send(50);
      source.end(null);
    }
    town.recorder.flush();
    return town;
  }

  private RecorderSettings twoVolumes(RecorderSettings usual) {
    return usual.with(
        List.of(
            VolumeSettings.usual("one", dir.resolve("one")).withReserve(0),
            VolumeSettings.usual("two", dir.resolve("two")).withReserve(0)),
        Map.of(
            Town.QUAY, new CameraPlace(Optional.of("one"), Optional.empty()),
            Town.YARD, new CameraPlace(Optional.of("two"), Optional.empty())));
  }

  private Journal journal(Town town, String volume) {
    return town.recorder.disks().present().stream()
        .filter(there -> there.name().equals(volume))
        .findFirst()
        .orElseThrow()
        .journal();
  }

  private List<String> told(Town town, String kind) {
    return town.entries(kind).stream()
        .flatMap(entry -> ((List<?>) Objects.requireNonNull(entry.facts().get("reels"))).stream())
        .map(fact -> String.valueOf(((Map<?, ?>) fact).get("camera")))
        .toList();
  }

  @Test
  void a_journal_that_fails_stops_no_deletion_and_the_other_volumes_says_it() throws Exception {
    try (var town = twoVolumes()) {
      journal(town, "one").close();
      var later = clocks.wall().plus(Duration.ofDays(4));
      assertThat(town.recorder.deleteExpired(later)).extracting(Deletion::reels).isEqualTo(2);
      assertThat(town.recorder.deleteExpired(later.plusSeconds(60)).failed()).isZero();
      assertThat(Volume.reels(dir.resolve("one"))).isEmpty();
      assertThat(Volume.reels(dir.resolve("two"))).isEmpty();
      assertThat(Files.list(dir.resolve("keys"))).isEmpty();
      assertThat(told(town, "footage.deleted")).containsExactlyInAnyOrder("quay", "yard");
      assertThat(Journal.read(Volume.journal(dir.resolve("two"))))
          .filteredOn(Journal.Line.Deleted.class::isInstance)
          .extracting(Journal.Line::camera)
          .containsExactlyInAnyOrder(Town.QUAY, Town.YARD);
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "one")).isEmpty();
    }
  }

  @Test
  void where_no_journal_takes_a_line_footage_is_made_unreadable_said_once_and_an_alarm()
      throws Exception {
    try (var town = twoVolumes()) {
      journal(town, "one").close();
      journal(town, "two").close();
      var limit = clocks.wall().plus(Duration.ofDays(4));
      for (int minute = 0; minute < 3; minute++) {
        var done = town.recorder.deleteExpired(limit.plusSeconds(60L * minute));
        assertThat(done).isEqualTo(new Deletion(0, 0, false, 2));
      }
      assertThat(Files.list(dir.resolve("keys"))).isEmpty();
      assertThat(Volume.reels(dir.resolve("one"))).hasSize(1);
      assertThat(told(town, "footage.deleted")).containsExactlyInAnyOrder("quay", "yard");
      for (var volume : List.of("one", "two")) {
        assertThat(town.alarms.find(AlarmKind.DELETION_LATE, volume).orElseThrow())
            .startsWith("1 reels are past their act's limit, the first since ")
            .contains("takes no line", "the keys are destroyed, so nobody can read");
      }
    }
    // Whoever opens the volumes next can write again.
    try (var town = new Town(dir, clocks, this::twoVolumes)) {
      var later = clocks.wall().plus(Duration.ofDays(4));
      assertThat(town.recorder.deleteExpired(later).reels()).isEqualTo(2);
      assertThat(Volume.reels(dir.resolve("one"))).isEmpty();
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "one")).isEmpty();
      clocks.advance(Duration.ofSeconds(9));
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).deleted()).hasSize(1);
    }
  }

  @Test
  void the_alarm_ends_with_the_deletion_and_comes_only_ten_minutes_after_the_limit()
      throws Exception {
    try (var town = new Town(dir, clocks, s -> s)) {
      var source = record(town);
      var limit = source.sent.getFirst().wall().plus(Duration.ofDays(3));
      town.ledgerWorks = false;
      assertThat(town.recorder.deleteExpired(limit.plus(Duration.ofMinutes(9))).reels()).isZero();
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "main")).isEmpty();
      assertThat(town.recorder.deleteExpired(limit.plus(Duration.ofMinutes(11))).reels()).isZero();
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "main").orElseThrow())
          .contains("cannot be written down");
      town.ledgerWorks = true;
      assertThat(town.recorder.deleteExpired(limit.plus(Duration.ofMinutes(12))).reels())
          .isEqualTo(1);
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "main")).isEmpty();
    }
  }

  @Test
  void what_can_still_be_read_is_told_to_the_ledger_once_and_its_end_too() throws Exception {
    try (var town = twoVolumes()) {
      journal(town, "one").close();
      journal(town, "two").close();
      // A folder in the place of a key's file cannot be opened for writing.
      var reel = Volume.reelOf(Volume.reels(dir.resolve("one")).getFirst());
      var key = dir.resolve("keys").resolve(reel + ".key");
      var kept = Files.readAllBytes(key);
      Files.delete(key);
      Files.createDirectory(key);
      var limit = clocks.wall().plus(Duration.ofDays(4));
      for (int minute = 0; minute < 3; minute++) {
        assertThat(town.recorder.deleteExpired(limit.plusSeconds(60L * minute)).reels()).isZero();
      }
      assertThat(told(town, "footage.deleted")).containsExactlyInAnyOrder("quay", "yard");
      assertThat(told(town, "footage.not-deleted")).containsExactly("quay");
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "one").orElseThrow())
          .contains("it can still be read");
      Files.delete(key);
      Files.write(key, kept);
      assertThat(town.recorder.deleteExpired(limit.plusSeconds(200)).reels()).isZero();
      assertThat(key).doesNotExist();
      assertThat(told(town, "footage.deleted")).containsExactlyInAnyOrder("quay", "yard", "quay");
    }
  }

  @Test
  void a_file_that_cannot_be_removed_is_unreadable_and_keeps_no_other() throws Exception {
    try (var town = twoVolumes()) {
      // A folder with something in it, in the place of the masks, cannot be removed.
      var reel = Volume.reels(dir.resolve("one")).getFirst();
      Files.deleteIfExists(Volume.masks(reel));
      Files.createDirectories(Volume.masks(reel).resolve("in the way"));
      var limit = clocks.wall().plus(Duration.ofDays(4));
      for (int minute = 0; minute < 3; minute++) {
        var done = town.recorder.deleteExpired(limit.plusSeconds(60L * minute));
        assertThat(done.failed()).isEqualTo(1);
      }
      assertThat(Volume.reels(dir.resolve("two"))).isEmpty();
      assertThat(Files.list(dir.resolve("keys"))).isEmpty();
      assertThat(told(town, "footage.deleted")).containsExactlyInAnyOrder("quay", "yard");
      assertThat(Journal.read(Volume.journal(dir.resolve("one"))))
          .filteredOn(Journal.Line.Deleted.class::isInstance)
          .hasSize(1);
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "one").orElseThrow())
          .contains("one does not let go of ", "nobody can read what is left");
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "two")).isEmpty();
      Files.delete(Volume.masks(reel).resolve("in the way"));
      assertThat(town.recorder.deleteExpired(limit.plusSeconds(200)).reels()).isEqualTo(1);
      assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "one")).isEmpty();
    }
  }
}
