package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.AlarmKind;

class CopiesTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  /// The quay on `one`, with a copy on `two`.
  private Town town() throws IOException {
    return new Town(
        dir,
        clocks,
        s ->
            VolumesTest.quick(
                s,
                List.of(
                    VolumeSettings.usual("one", dir.resolve("one")).withReserve(0),
                    VolumeSettings.usual("two", dir.resolve("two")).withReserve(0)),
                Map.of(Town.QUAY, new CameraPlace(Optional.of("one"), Optional.of("two")))));
  }

  private static Source begun(Town town) throws InterruptedException {
    var source = town.source(Town.QUAY, 1);
    source.pause(Duration.ofSeconds(5));
    source.begin(Source.SMALL);
    source.send(40);
    town.recorder.flush();
    source.send(40);
    town.recorder.flush();
    return source;
  }

  private static int pictures(Town town, int unreadable) throws IOException {
    try (var footage = town.recorder.open(Town.QUAY, Town.ALWAYS)) {
      int pictures = footage.all().stream().mapToInt(piece -> piece.units().size()).sum();
      assertThat(footage.unreadableParts()).isEqualTo(unreadable);
      return pictures;
    }
  }

  private Path only(String volume) throws IOException {
    var reels = Volume.reels(dir.resolve(volume));
    assertThat(reels).hasSize(1);
    return reels.getFirst();
  }

  private void recordAndCopy() throws Exception {
    try (var town = town()) {
      begun(town).end(null);
      town.recorder.flush();
      town.recorder.copyNow();
      assertThat(town.recorder.copies()).containsExactly(new CopyState(Town.QUAY, "two", 0, ""));
    }
  }

  @Test
  void a_copy_is_the_same_bytes_under_the_same_name() throws Exception {
    recordAndCopy();
    assertThat(only("two")).hasSameBinaryContentAs(only("one"));
    assertThat(dir.resolve("two").relativize(only("two")))
        .isEqualTo(dir.resolve("one").relativize(only("one")));
  }

  @Test
  void a_copy_follows_while_the_reel_is_written_and_says_how_far_it_is() throws Exception {
    try (var town = town()) {
      var source = begun(town);
      town.recorder.copyNow();
      assertThat(ReelScan.quick(only("two")).parts().pictures()).isPositive();
      assertThat(town.recorder.copies().getFirst().behindBytes()).isZero();
      source.send(60);
      town.recorder.flush();
      source.end(null);
      town.recorder.flush();
      town.recorder.copyNow();
      assertThat(only("two")).hasSameBinaryContentAs(only("one"));
    }
  }

  @Test
  void when_the_first_is_lost_playback_takes_the_copy() throws Exception {
    recordAndCopy();
    Files.move(dir.resolve("one"), dir.resolve("unmounted"));
    try (var town = town()) {
      assertThat(pictures(town, 0)).isEqualTo(80);
    }
  }

  @Test
  void when_one_part_of_the_first_is_damaged_playback_takes_the_copys() throws Exception {
    recordAndCopy();
    damage(only("one"));
    try (var town = town()) {
      assertThat(pictures(town, 0)).isEqualTo(80);
    }
  }

  private static void damage(Path reel) throws IOException {
    var part = ReelScan.quick(reel).parts().list().get(2);
    var bytes = Files.readAllBytes(reel);
    bytes[(int) part.offset() + 200] ^= 1;
    Files.write(reel, bytes);
  }

  @Test
  void a_damaged_reel_is_restored_from_its_whole_copy() throws Exception {
    recordAndCopy();
    damage(only("one"));
    try (var town = town()) {
      // Half of its parts at a time.
      town.recorder.verifySome();
      town.recorder.verifySome();
      assertThat(only("one")).hasSameBinaryContentAs(only("two"));
      assertThat(town.entries("footage.unreadable")).hasSize(1);
      assertThat(town.entries("footage.restored")).hasSize(1);
      assertThat(town.alarms.find(AlarmKind.UNREADABLE, "one")).isEmpty();
    }
  }

  @Test
  void a_file_that_is_gone_leaves_no_gap_where_there_is_a_copy() throws Exception {
    recordAndCopy();
    Files.delete(only("one"));
    try (var town = town()) {
      assertThat(town.entries("footage.missing")).hasSize(1);
      assertThat(pictures(town, 0)).isEqualTo(80);
      clocks.advance(Duration.ofSeconds(9));
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).recorded()).hasSize(1);
    }
  }

  @Test
  void a_copy_whose_volume_is_away_costs_the_first_nothing_and_catches_up() throws Exception {
    recordAndCopy();
    Files.move(dir.resolve("two"), dir.resolve("unmounted"));
    try (var town = town()) {
      clocks.advance(Duration.ofMinutes(1));
      begun(town).end(null);
      town.recorder.flush();
      town.recorder.copyNow();
      assertThat(pictures(town, 0)).isEqualTo(160);
      assertThat(town.recorder.copies().getFirst().detail()).contains("is its disk mounted?");
      Files.move(dir.resolve("unmounted"), dir.resolve("two"));
      VolumesTest.until(() -> town.alarms.find(AlarmKind.VOLUME_WRONG, "two").isEmpty());
      town.recorder.copyNow();
      assertThat(Volume.reels(dir.resolve("two"))).hasSize(2);
      assertThat(town.recorder.copies().getFirst())
          .isEqualTo(new CopyState(Town.QUAY, "two", 0, ""));
    }
  }

  @Test
  void a_copy_that_a_crash_tore_goes_on_after_its_last_whole_part() throws Exception {
    recordAndCopy();
    var whole = Files.readAllBytes(only("two"));
    Files.write(only("two"), Arrays.copyOf(whole, whole.length / 2));
    Files.delete(dir.resolve("index.db"));
    try (var town = town()) {
      town.recorder.copyNow();
      assertThat(only("two")).hasSameBinaryContentAs(only("one"));
    }
  }

  @Test
  void a_limit_that_is_reached_destroys_both() throws Exception {
    recordAndCopy();
    try (var town = town()) {
      var deletion = town.recorder.deleteExpired(clocks.wall().plus(Duration.ofDays(4)));
      assertThat(deletion.reels()).isEqualTo(1);
      assertThat(Volume.reels(dir.resolve("one"))).isEmpty();
      assertThat(Volume.reels(dir.resolve("two"))).isEmpty();
      assertThat(dir.resolve("keys")).isEmptyDirectory();
      assertThat(town.entries("footage.deleted")).hasSize(1);
    }
  }

  @Test
  void an_audit_counts_a_reel_with_its_copy_once() throws Exception {
    recordAndCopy();
    try (var town = town()) {
      var report =
          Audit.run(
              List.of(dir.resolve("two"), dir.resolve("one")),
              Optional.of(dir.resolve("index.db")),
              town.keys,
              clocks.wall());
      assertThat(report.cameras().getFirst().accessUnits()).isEqualTo(80);
      assertThat(report.cameras().getFirst().indexMismatches()).isZero();
    }
  }
}
