package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.AlarmKind;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;

class VolumesTest {

  private static final CameraId MILL = new CameraId("mill");

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();

  private static VolumeSettings volume(Path dir, String name) {
    return VolumeSettings.usual(name, dir.resolve(name)).withReserve(0);
  }

  private static CameraPlace on(String volume) {
    return new CameraPlace(Optional.of(volume), Optional.empty());
  }

  static RecorderSettings quick(
      RecorderSettings s, List<VolumeSettings> volumes, Map<CameraId, CameraPlace> places) {
    return new RecorderSettings(
        volumes,
        places,
        s.index(),
        s.town(),
        s.flushEvery(),
        1,
        s.mostPendingBytes(),
        s.mostPendingBytesOfAll(),
        s.commitEvery(),
        Duration.ofMillis(5),
        Duration.ofHours(1));
  }

  /// The quay on `one`, the yard on `two`.
  private Town town() throws IOException {
    return town(settings -> settings);
  }

  private Town town(UnaryOperator<VolumeSettings> change) throws IOException {
    return new Town(
        dir,
        clocks,
        s ->
            quick(
                s,
                List.of(change.apply(volume(dir, "one")), change.apply(volume(dir, "two"))),
                Map.of(Town.QUAY, on("one"), Town.YARD, on("two"), MILL, on("two"))));
  }

  static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static long reels(Path folder, CameraId camera) throws IOException {
    return Volume.reels(folder).stream()
        .filter(path -> path.toString().contains("/" + camera + "/"))
        .count();
  }

  private static Source begun(Town town, CameraId camera) throws InterruptedException {
    var source = town.source(camera, camera.value().hashCode());
    source.pause(Duration.ofSeconds(5));
    source.begin(Source.SMALL);
    source.send(30);
    town.recorder.flush();
    source.send(30);
    town.recorder.flush();
    return source;
  }

  private static int pictures(Town town, CameraId camera) throws IOException {
    try (var footage = town.recorder.open(camera, Town.ALWAYS)) {
      int pictures = footage.all().stream().mapToInt(piece -> piece.units().size()).sum();
      assertThat(footage.unreadableParts()).isZero();
      return pictures;
    }
  }

  @Test
  void each_camera_is_recorded_on_its_volume_with_that_volumes_journal() throws Exception {
    try (var town = town()) {
      var quay = begun(town, Town.QUAY);
      var yard = begun(town, Town.YARD);
      quay.end(GapReason.CAMERA_LOST);
      yard.end(GapReason.CAMERA_REFUSED);
      town.recorder.flush();
      assertThat(reels(dir.resolve("one"), Town.QUAY)).isEqualTo(1);
      assertThat(reels(dir.resolve("one"), Town.YARD)).isZero();
      assertThat(reels(dir.resolve("two"), Town.YARD)).isEqualTo(1);
      assertThat(Journal.read(Volume.journal(dir.resolve("one")))).hasSize(1);
      assertThat(Journal.read(Volume.journal(dir.resolve("two")))).hasSize(1);
      assertThat(pictures(town, Town.QUAY)).isEqualTo(60);
      assertThat(pictures(town, Town.YARD)).isEqualTo(60);
      assertThat(audit(town).stream().mapToLong(Audit.Camera::accessUnits))
          .containsExactly(60L, 60L);
      assertThat(audit(town).stream().mapToLong(Audit.Camera::indexMismatches))
          .containsExactly(0L, 0L);
    }
  }

  private List<Audit.Camera> audit(Town town) throws IOException {
    return Audit.run(
            List.of(dir.resolve("one"), dir.resolve("two")),
            Optional.of(dir.resolve("index.db")),
            town.keys,
            clocks.wall())
        .cameras();
  }

  @Test
  void the_identity_names_town_and_volume() throws Exception {
    town().close();
    var identity = VolumeIdentity.find(dir.resolve("two")).orElseThrow();
    assertThat(identity.town()).isEqualTo("Testville");
    assertThat(identity.name()).isEqualTo("two");
    assertThat(identity.id()).hasSize(32);
  }

  @Test
  void a_known_volume_that_is_not_mounted_is_refused_and_never_made_again() throws Exception {
    town().close();
    Files.move(dir.resolve("two"), dir.resolve("unmounted"));
    Files.createDirectory(dir.resolve("two"));
    try (var town = town()) {
      assertThat(town.alarms.find(AlarmKind.VOLUME_WRONG, "two"))
          .hasValueSatisfying(detail -> assertThat(detail).contains("is its disk mounted?"));
      var yard = begun(town, Town.YARD);
      // Its cameras went where there is a volume; the mount point stays as empty as it was.
      assertThat(reels(dir.resolve("one"), Town.YARD)).isEqualTo(1);
      assertThat(dir.resolve("two")).isEmptyDirectory();
      assertThat(town.alarms.find(AlarmKind.VOLUME_WRONG, "one")).isEmpty();
      yard.end(null);
    }
  }

  @Test
  void a_database_that_was_deleted_does_not_make_a_missing_volume_new() throws Exception {
    town().close();
    Files.move(dir.resolve("two"), dir.resolve("unmounted"));
    Files.createDirectory(dir.resolve("two"));
    Files.delete(dir.resolve("index.db"));
    try (var town = town()) {
      assertThat(town.alarms.find(AlarmKind.VOLUME_WRONG, "two")).isPresent();
      assertThat(dir.resolve("two")).isEmptyDirectory();
    }
  }

  @Test
  void another_volume_in_its_place_is_refused() throws Exception {
    town().close();
    Town.copyFiles(dir.resolve("one"), dir.resolve("kept"));
    deleteAll(dir.resolve("two"));
    Files.move(dir.resolve("one"), dir.resolve("two"));
    Files.move(dir.resolve("kept"), dir.resolve("one"));
    try (var town = town()) {
      assertThat(town.alarms.find(AlarmKind.VOLUME_WRONG, "two"))
          .hasValueSatisfying(
              detail -> assertThat(detail).contains("should hold volume 'two'", "volume 'one'"));
      assertThat(town.alarms.find(AlarmKind.VOLUME_WRONG, "one")).isEmpty();
    }
  }

  @Test
  void a_volume_of_another_town_is_refused_even_at_first_use() throws Exception {
    Files.createDirectories(dir.resolve("two"));
    VolumeIdentity.fresh("Elsewhere", "two").write(dir.resolve("two"));
    try (var town = town()) {
      assertThat(town.alarms.find(AlarmKind.VOLUME_WRONG, "two"))
          .hasValueSatisfying(detail -> assertThat(detail).contains("of Elsewhere"));
    }
  }

  @Test
  void a_first_use_on_the_boot_disk_is_refused_where_the_volume_has_its_own() throws Exception {
    try (var town =
        town(
            v ->
                new VolumeSettings(
                    v.name(),
                    v.folder(),
                    v.quotaBytes(),
                    0,
                    v.warnFor(),
                    v.refuseFor(),
                    true,
                    v.name().equals("two")))) {
      assertThat(town.alarms.find(AlarmKind.VOLUME_WRONG, "two"))
          .hasValueSatisfying(detail -> assertThat(detail).contains("same disk"));
      assertThat(dir.resolve("two")).doesNotExist();
    }
  }

  @Test
  void a_volume_of_before_there_were_several_is_known_by_its_id_and_gets_its_name()
      throws Exception {
    Files.createDirectories(dir.resolve("one"));
    Files.writeString(dir.resolve("one/volume"), "0123456789abcdef".repeat(2) + "\n");
    town().close();
    assertThat(VolumeIdentity.find(dir.resolve("one")))
        .contains(new VolumeIdentity("0123456789abcdef".repeat(2), "Testville", "one"));
  }

  @Test
  void a_volume_that_goes_and_comes_back_leaves_an_explained_gap_and_the_others_record_on()
      throws Exception {
    try (var town = town(v -> withoutTakingOver(v))) {
      var quay = begun(town, Town.QUAY);
      var yard = begun(town, Town.YARD);
      Files.move(dir.resolve("two"), dir.resolve("unmounted"));
      Files.createDirectory(dir.resolve("two"));
      until(() -> town.alarms.find(AlarmKind.VOLUME_WRONG, "two").isPresent());
      yard.send(30);
      quay.send(30);
      town.recorder.flush();
      clocks.advance(Duration.ofSeconds(9));
      yard.send(60);
      quay.send(60);
      town.recorder.flush();
      assertThat(town.recorder.states().get(1).reason()).contains(GapReason.DISK);
      assertThat(town.recorder.states().get(1).detail()).contains("no longer holds volume 'two'");
      assertThat(town.recorder.states().get(0).recording()).isTrue();
      assertThat(dir.resolve("two")).isEmptyDirectory();

      Files.delete(dir.resolve("two"));
      Files.move(dir.resolve("unmounted"), dir.resolve("two"));
      until(() -> town.alarms.find(AlarmKind.VOLUME_WRONG, "two").isEmpty());
      clocks.advance(Duration.ofSeconds(9));
      yard.send(60);
      town.recorder.flush();
      yard.send(30);
      yard.end(null);
      quay.end(null);
      town.recorder.flush();
      assertThat(town.entries("footage.recovered")).hasSize(1);
      clocks.advance(Duration.ofSeconds(9));
      var timeline = town.recorder.timeline(Town.YARD, Town.ALWAYS);
      assertThat(timeline.gaps().stream().map(Gap::reason)).startsWith(GapReason.DISK);
      assertThat(timeline.recorded().getLast().to()).isEqualTo(yard.wall());
      assertThat(reels(dir.resolve("two"), Town.YARD)).isGreaterThanOrEqualTo(2);
      assertThat(pictures(town, Town.QUAY)).isEqualTo(150);
    }
    try (var town = town()) {
      assertThat(audit(town).stream().mapToLong(Audit.Camera::indexMismatches))
          .containsExactly(0L, 0L);
      assertThat(town.entries("footage.unreadable")).isEmpty();
    }
  }

  private static VolumeSettings withoutTakingOver(VolumeSettings v) {
    return new VolumeSettings(
        v.name(), v.folder(), v.quotaBytes(), 0, v.warnFor(), v.refuseFor(), false, false);
  }

  @Test
  void a_full_volumes_cameras_go_to_one_that_takes_over_and_nothing_protected_is_deleted()
      throws Exception {
    try (var town = town()) {
      begun(town, Town.YARD).end(null);
      town.recorder.flush();
    }
    long most = 1_400_000;
    try (var town = town(v -> v.name().equals("two") ? v.withQuota(most) : v)) {
      var yard = begun(town, Town.YARD);
      yard.fixedBytes = 8_000;
      for (int second = 0; second < 20; second++) {
        yard.send(25);
        clocks.advance(Duration.ofSeconds(1));
        town.recorder.flush();
      }
      yard.end(null);
      town.recorder.flush();
      // How full a volume is, is asked at every tenth look only.
      until(() -> town.alarms.hasBeen(AlarmKind.VOLUME_SPACE, "two"));
      assertThat(reels(dir.resolve("one"), Town.YARD)).isGreaterThanOrEqualTo(1);
      assertThat(reels(dir.resolve("two"), Town.YARD)).isEqualTo(2);
      assertThat(town.entries("footage.deleted")).isEmpty();
      clocks.advance(Duration.ofSeconds(30));
      assertThat(town.recorder.timeline(Town.YARD, Town.ALWAYS).gaps().stream().map(Gap::detail))
          .anyMatch(detail -> detail.contains("quota"));
    }
  }

  @Test
  void nobody_is_warned_a_day_ahead_by_a_rate_that_is_only_assumed() throws Exception {
    // At the assumed 2 Mb/s it would be full in six hours.
    try (var town = town(v -> v.withQuota(5_400_000_000L))) {
      var yard = begun(town, Town.YARD);
      until(() -> town.recorder.volumes().getLast().bytesPerSecond() > 0);
      assertThat(town.alarms.hasBeen(AlarmKind.VOLUME_SPACE, "two")).isFalse();
      yard.end(null);
    }
  }

  @Test
  void a_volume_that_will_soon_be_full_takes_no_camera_that_was_never_recorded() throws Exception {
    try (var town = town(v -> withoutTakingOver(v))) {
      begun(town, Town.YARD).end(null);
      town.recorder.flush();
    }
    // 2 MiB left are seconds of writing.
    try (var town = town(v -> withoutTakingOver(v).withQuota(2 << 20))) {
      var yard = begun(town, Town.YARD);
      until(
          () ->
              town.alarms
                  .find(AlarmKind.VOLUME_SPACE, "two")
                  .filter(detail -> detail.contains("takes no new cameras"))
                  .isPresent());
      begun(town, MILL).end(null);
      yard.send(30);
      town.recorder.flush();
      assertThat(reels(dir.resolve("two"), Town.YARD)).isEqualTo(2);
      assertThat(reels(dir.resolve("two"), MILL)).isZero();
      var states = town.recorder.states();
      assertThat(states.getFirst().detail()).contains("takes no new cameras");
      assertThat(states.getLast().recording()).isTrue();
      yard.end(null);
    }
  }

  @Test
  void cameras_without_a_place_are_spread_by_room_and_stay_where_they_are() throws Exception {
    UnaryOperator<RecorderSettings> spread =
        s ->
            quick(
                s,
                List.of(
                    volume(dir, "one").withQuota(10L << 30),
                    volume(dir, "two").withQuota(30L << 30)),
                Map.of());
    try (var town = new Town(dir, clocks, spread)) {
      for (int n = 0; n < 8; n++) {
        begun(town, new CameraId("camera-" + n)).end(null);
      }
      town.recorder.flush();
    }
    assertThat(Volume.reels(dir.resolve("one"))).hasSize(2);
    assertThat(Volume.reels(dir.resolve("two"))).hasSize(6);
    try (var town = new Town(dir, clocks, spread)) {
      for (int n = 7; n >= 0; n--) {
        begun(town, new CameraId("camera-" + n)).end(null);
      }
      town.recorder.flush();
    }
    assertThat(Volume.reels(dir.resolve("one"))).hasSize(4);
    assertThat(Volume.reels(dir.resolve("two"))).hasSize(12);
  }

  @Test
  void footage_whose_volume_is_away_is_destroyed_at_its_limit_all_the_same() throws Exception {
    String reel;
    try (var town = town()) {
      begun(town, Town.YARD).end(null);
      town.recorder.flush();
      reel = Volume.reelOf(Volume.reels(dir.resolve("two")).getFirst());
    }
    Files.move(dir.resolve("two"), dir.resolve("unmounted"));
    try (var town = town()) {
      var limit = clocks.wall().plus(Duration.ofDays(4));
      assertThat(town.recorder.deleteExpired(limit).reels()).isEqualTo(1);
      assertThat(town.keys.find(reel)).isEmpty();
      assertThat(town.entries("footage.deleted")).hasSize(1);
      Files.move(dir.resolve("unmounted"), dir.resolve("two"));
      until(() -> town.alarms.find(AlarmKind.VOLUME_WRONG, "two").isEmpty());
      assertThat(Volume.reels(dir.resolve("two"))).isEmpty();
      clocks.advance(Duration.ofSeconds(9));
      assertThat(town.recorder.timeline(Town.YARD, Town.ALWAYS).deleted()).hasSize(1);
    }
  }

  @Test
  void a_volume_belongs_to_one_recorder() throws Exception {
    try (var town = town()) {
      assertThatThrownBy(this::town)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another Vigie");
    }
  }

  @Test
  void settings_name_only_volumes_that_there_are() {
    var usual = RecorderSettings.standard(dir, dir.resolve("index.db"), "Testville");
    assertThatThrownBy(() -> usual.with(usual.volumes(), Map.of(Town.QUAY, on("nowhere"))))
        .hasMessageContaining("there is no volume called nowhere");
    var one = volume(dir, "one");
    assertThatThrownBy(() -> usual.with(List.of(one, one), Map.of()))
        .hasMessageContaining("two volumes are called one");
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
