package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.AlarmKind;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;

class ReconcileTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  private Town town() throws IOException {
    return new Town(dir, clocks, s -> s);
  }

  private void record(Town town) throws Exception {
    clocks.advance(Duration.ofMinutes(1));
    var source = town.source(Town.QUAY, 1);
    source.begin(Source.SMALL);
    source.send(50);
    source.end(null);
    town.recorder.flush();
  }

  private Path index() {
    return dir.resolve("index.db");
  }

  private Optional<String> alarm(Town town) {
    return town.alarms.find(AlarmKind.DATABASE, "index.db");
  }

  @Test
  void a_first_start_and_an_orderly_one_after_it_say_nothing() throws Exception {
    try (var town = town()) {
      record(town);
      assertThat(alarm(town)).isEmpty();
    }
    try (var town = town()) {
      assertThat(alarm(town)).isEmpty();
      town.recorder.reconcile();
      town.recorder.verifySome();
      assertThat(town.alarms.hasBeen(AlarmKind.INDEX_MISMATCH, "main")).isFalse();
      assertThat(town.alarms.hasBeen(AlarmKind.UNREADABLE, "main")).isFalse();
    }
  }

  @Test
  void a_deleted_database_is_made_again_at_the_start_and_the_same() throws Exception {
    try (var town = town()) {
      record(town);
      record(town);
    }
    var before = IndexDump.of(index());
    Files.delete(index());
    try (var town = town()) {
      assertThat(alarm(town)).hasValueSatisfying(d -> assertThat(d).contains("was gone: 2 reels"));
    }
    assertThat(IndexDump.of(index())).isEqualTo(before);
  }

  @Test
  void a_damaged_database_is_set_aside_and_made_again() throws Exception {
    try (var town = town()) {
      record(town);
    }
    var before = IndexDump.of(index());
    var bytes = Files.readAllBytes(index());
    for (int at = 4096; at < bytes.length; at++) {
      bytes[at] = (byte) (at * 31);
    }
    Files.write(index(), bytes);
    try (var town = town()) {
      assertThat(alarm(town)).hasValueSatisfying(d -> assertThat(d).contains("index.db.damaged"));
      assertThat(dir.resolve("index.db.damaged")).hasBinaryContent(bytes);
      town.recorder.reconcile();
      assertThat(alarm(town)).isEmpty();
    }
    assertThat(IndexDump.of(index())).isEqualTo(before);
  }

  @Test
  void a_file_that_is_no_database_at_all_is_set_aside_too() throws Exception {
    try (var town = town()) {
      record(town);
    }
    Files.writeString(index(), "This is not a database. ".repeat(100));
    try (var town = town()) {
      assertThat(alarm(town)).isPresent();
      assertThat(town.audit(clocks.wall()).cameras().getFirst().indexMismatches()).isZero();
    }
  }

  @Test
  void a_database_rolled_back_is_noticed_and_mended() throws Exception {
    try (var town = town()) {
      record(town);
    }
    Files.copy(index(), dir.resolve("old.db"));
    String destroyed;
    try (var town = town()) {
      destroyed = Volume.reelOf(Town.reels(dir).getFirst());
      assertThat(town.recorder.deleteExpired(clocks.wall().plus(Duration.ofDays(4))).reels())
          .isEqualTo(1);
      record(town);
    }
    var before = IndexDump.of(index());
    Files.copy(dir.resolve("old.db"), index(), StandardCopyOption.REPLACE_EXISTING);
    try (var town = town()) {
      assertThat(alarm(town)).hasValueSatisfying(d -> assertThat(d).contains("was an old copy"));
      // What was destroyed stays destroyed.
      assertThat(town.keys.find(destroyed)).isEmpty();
    }
    assertThat(IndexDump.of(index())).isEqualTo(before);
  }

  @Test
  void a_file_that_vanishes_while_vigie_runs_becomes_a_gap_with_an_alarm_that_ends()
      throws Exception {
    try (var town = town()) {
      record(town);
      record(town);
      Files.delete(Town.reels(dir).getFirst());
      town.recorder.reconcile();
      assertThat(town.alarms.find(AlarmKind.INDEX_MISMATCH, "main"))
          .hasValueSatisfying(d -> assertThat(d).contains("was no longer there"));
      assertThat(town.entries("footage.missing")).hasSize(1);
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).gaps().stream().map(Gap::reason))
          .contains(GapReason.DISK);
      town.recorder.reconcile();
      assertThat(town.alarms.find(AlarmKind.INDEX_MISMATCH, "main")).isEmpty();
      assertThat(town.audit(clocks.wall()).cameras().getFirst().indexMismatches()).isZero();
    }
  }

  @Test
  void a_file_that_the_index_lacks_is_taken_in_at_the_second_look() throws Exception {
    try (var town = town()) {
      record(town);
      town.recorder.index().remove(Volume.reelOf(Town.reels(dir).getFirst()));
      town.recorder.reconcile();
      assertThat(town.alarms.hasBeen(AlarmKind.INDEX_MISMATCH, "main")).isFalse();
      town.recorder.reconcile();
      assertThat(town.alarms.find(AlarmKind.INDEX_MISMATCH, "main")).isPresent();
      assertThat(town.audit(clocks.wall()).cameras().getFirst().indexMismatches()).isZero();
    }
  }

  @Test
  void a_reel_that_is_being_made_for_minutes_on_a_disk_that_hangs_is_left_alone() throws Exception {
    try (var town = town()) {
      record(town);
      var whole = Town.reels(dir).getFirst();
      var reel = "0123456789abcdef0123456789abcdef";
      var begun =
          whole.resolveSibling(whole.getFileName().toString().replace(Volume.reelOf(whole), reel));
      town.recorder.registrar().beginning(reel);
      Files.createFile(begun);
      for (int look = 0; look < 3; look++) {
        town.recorder.reconcile();
      }
      assertThat(begun).exists();
      town.recorder.registrar().notBegun(reel);
      town.recorder.reconcile();
      town.recorder.reconcile();
      assertThat(begun).doesNotExist();
    }
  }

  @Test
  void a_volume_that_goes_while_it_is_compared_loses_nothing_from_the_index() throws Exception {
    try (var town = town()) {
      record(town);
      Files.move(dir.resolve("footage"), dir.resolve("unmounted"));
      Files.createDirectory(dir.resolve("footage"));
      town.recorder.reconcile();
      assertThat(town.entries("footage.missing")).isEmpty();
      Files.delete(dir.resolve("footage"));
      Files.move(dir.resolve("unmounted"), dir.resolve("footage"));
    }
    assertThat(IndexDump.of(index())).isNotEmpty();
  }

  @Test
  void every_part_of_a_reel_is_verified_in_turn_and_damage_is_said_while_it_exists()
      throws Exception {
    try (var town = town()) {
      record(town);
      var reel = Town.reels(dir).getFirst();
      var good = Files.readAllBytes(reel);
      for (var part : ReelScan.quick(reel).parts().list()) {
        var bad = good.clone();
        bad[(int) part.offset() + 90] ^= 1;
        Files.write(reel, bad);
        town.recorder.verifySome();
        town.recorder.verifySome();
        assertThat(town.alarms.find(AlarmKind.UNREADABLE, "main"))
            .hasValueSatisfying(d -> assertThat(d).contains("part " + part.number()));
        Files.write(reel, good);
        town.recorder.verifySome();
        town.recorder.verifySome();
        assertThat(town.alarms.find(AlarmKind.UNREADABLE, "main")).isEmpty();
      }
      Files.write(reel, Arrays.copyOf(good, good.length - 9));
      town.recorder.verifySome();
      assertThat(town.alarms.find(AlarmKind.UNREADABLE, "main"))
          .hasValueSatisfying(d -> assertThat(d).contains("lost its footer"));
      assertThat(town.entries("footage.unreadable")).isNotEmpty();
    }
  }

  @Test
  void a_key_that_is_torn_or_gone_is_said() throws Exception {
    try (var town = town()) {
      record(town);
      var key = dir.resolve("keys/" + Volume.reelOf(Town.reels(dir).getFirst()) + ".key");
      Files.write(key, new byte[7]);
      town.recorder.verifySome();
      assertThat(town.alarms.find(AlarmKind.UNREADABLE, "main"))
          .hasValueSatisfying(d -> assertThat(d).contains("its key is gone or torn"));
      try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
        assertThat(footage.all()).isEmpty();
        assertThat(footage.unreadableParts()).isPositive();
      }
    }
  }

  @Test
  void reindexing_makes_the_same_index_from_all_volumes_without_a_key() throws Exception {
    var places =
        Map.of(
            Town.QUAY, new CameraPlace(Optional.of("one"), Optional.of("two")),
            Town.YARD, new CameraPlace(Optional.of("two"), Optional.empty()));
    var volumes =
        List.of(
            VolumeSettings.usual("one", dir.resolve("one")).withReserve(0),
            VolumeSettings.usual("two", dir.resolve("two")).withReserve(0));
    try (var town = new Town(dir, clocks, s -> s.with(volumes, places))) {
      record(town);
      var yard = town.source(Town.YARD, 3);
      yard.begin(Source.LARGE);
      yard.send(30);
      yard.end(GapReason.CAMERA_LOST);
      town.recorder.flush();
      town.recorder.copyNow();
    }
    var before = IndexDump.of(index());
    Files.move(dir.resolve("keys"), dir.resolve("elsewhere"));
    var settings =
        RecorderSettings.standard(dir.resolve("footage"), index(), "Testville")
            .with(volumes, places);
    var result = Reindex.run(settings);
    assertThat(result.reels()).isEqualTo(2);
    assertThat(result.copies()).isEqualTo(1);
    assertThat(result.away()).isEmpty();
    assertThat(IndexDump.of(index())).isEqualTo(before);

    Files.move(dir.resolve("one"), dir.resolve("unmounted"));
    var without = Reindex.run(settings);
    assertThat(without.away()).hasSize(1);
    // The copy stands for the reel that cannot be reached.
    assertThat(without.reels()).isEqualTo(2);
    assertThat(without.copies()).isZero();
  }
}
