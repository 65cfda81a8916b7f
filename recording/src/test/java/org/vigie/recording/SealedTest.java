package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.custody.Envelope;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Right;
import org.vigie.model.AlarmKind;
import org.vigie.verify.footage.FootageAudit;

/// A town with custodians: what lies beside reels and in stores of keys, and when it goes.
class SealedTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private CustodyTown town;

  @BeforeEach
  void open() throws Exception {
    // Past the full hour: each recording is one reel.
    clocks.advance(Duration.ofSeconds(5));
    town = new CustodyTown(dir, clocks);
    town.enable("operator-9", Right.PLAY_BACK);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static long keysIn(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".key")).count();
    }
  }

  private List<Path> envelopes() throws Exception {
    try (var files = Files.walk(dir.resolve("footage"))) {
      return files.filter(file -> file.toString().endsWith(".envelope")).toList();
    }
  }

  @Test
  void with_custodians_no_key_reaches_the_disk_and_an_envelope_lies_beside_each_reel()
      throws Exception {
    var before = town.record(Town.QUAY, 50);
    assertThat(keysIn(dir.resolve("keys/reels"))).isEqualTo(1);
    assertThat(envelopes()).isEmpty();

    town.nameCustodians();
    var source = town.record(Town.QUAY, 50);

    assertThat(keysIn(dir.resolve("keys/reels"))).as("of the reel before").isEqualTo(1);
    assertThat(keysIn(dir.resolve("memory"))).isEqualTo(1);
    var envelope = Envelope.decode(Files.readAllBytes(envelopes().getFirst()));
    assertThat(envelope.setHash())
        .isEqualTo(town.governance.custody().custodians().current().orElseThrow().hash());
    var span = CustodyTown.span(source);
    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, span)).isEqualTo(50);
    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, CustodyTown.span(before)))
        .isEqualTo(50);
    assertThat(town.recorder.sealed(Town.QUAY, span)).isEmpty();
  }

  @Test
  void after_the_review_window_nobody_sees_it_and_it_is_still_there() throws Exception {
    town.nameCustodians();
    var source = town.record(Town.QUAY, 50);
    var span = CustodyTown.span(source);
    clocks.advance(CustodyTown.WINDOW);
    town.governance.keys().endWindows();

    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, span)).isZero();
    assertThat(keysIn(dir.resolve("memory"))).isZero();
    var sealed = town.recorder.sealed(Town.QUAY, span);
    assertThat(sealed).hasSize(1);
    assertThat(sealed.getFirst().span()).isEqualTo(span);
    assertThat(town.recorder.timeline(Town.QUAY, span).recorded()).hasSize(1);
    town.recorder.verifySome();
    assertThat(town.alarms.find(AlarmKind.UNREADABLE, "main")).isEmpty();
    var report =
        FootageAudit.run(FootageAudit.Where.in(dir), FootageAudit.UNTIL_LAST_FOOTAGE, reel -> {});
    assertThat(report.faults()).isEmpty();
    assertThat(report.cameras().getFirst().keylessReels()).isEqualTo(1);
  }

  @Test
  void a_restart_within_the_window_loses_nothing_and_a_power_cut_ends_it() throws Exception {
    town.nameCustodians();
    var span = CustodyTown.span(town.record(Town.QUAY, 50));
    town.restart();
    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, span)).isEqualTo(50);
    clocks.reboot("second boot");
    town.restart();
    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, span)).isZero();
    assertThat(town.recorder.sealed(Town.QUAY, span)).hasSize(1);
  }

  @Test
  void a_reel_is_no_longer_than_its_review_window() throws Exception {
    town.nameCustodians();
    var act = CustodyTown.act();
    var brief =
        new RecordingAct(
            act.number(),
            act.authority(),
            act.from(),
            act.until(),
            act.purposes(),
            act.perimeter(),
            act.cameras(),
            act.retention(),
            Duration.ofSeconds(20),
            "");
    var source = new Source(Town.QUAY, town.recorder.camera(Town.QUAY, brief), clocks.wall(), 1);
    source.mostBytes = 100;
    source.begin(Source.SMALL);
    source.send(25 * 30);
    source.end(null);
    town.recorder.flush();
    assertThat(Town.reels(dir)).hasSize(2);
  }

  @Test
  void deletion_overwrites_the_envelope_first() throws Exception {
    town.nameCustodians();
    var span = CustodyTown.span(town.record(Town.QUAY, 50));
    // A second name for the same bytes shows what is left of them once the first is gone.
    var leftover = Files.createLink(dir.resolve("leftover"), envelopes().getFirst());
    clocks.advance(CustodyTown.RETENTION);
    assertThat(town.recorder.deleteExpired(CustodyTown.later(span)).reels()).isEqualTo(1);
    assertThat(envelopes()).isEmpty();
    assertThat(Files.readAllBytes(leftover)).containsOnly(0);
    assertThat(keysIn(dir.resolve("memory"))).isZero();
    assertThat(town.recorder.sealed(Town.QUAY, Town.ALWAYS)).isEmpty();
  }

  @Test
  void a_reel_whose_envelope_is_damaged_is_an_alarm_while_its_key_is_still_there()
      throws Exception {
    town.nameCustodians();
    town.record(Town.QUAY, 50);
    var envelope = envelopes().getFirst();
    var bytes = Files.readAllBytes(envelope);
    bytes[100] ^= 1;
    Files.write(envelope, bytes);
    town.recorder.verifySome();
    assertThat(town.alarms.find(AlarmKind.UNREADABLE, "main").orElseThrow())
        .contains("can be opened by no custodian", "is no whole envelope");
  }

  @Test
  void a_second_copy_has_its_envelope_and_gives_it_back() throws Exception {
    town.close();
    town =
        new CustodyTown(
            dir,
            clocks,
            usual ->
                usual.with(
                    List.of(
                        VolumeSettings.usual("main", dir.resolve("footage")).withReserve(0),
                        VolumeSettings.usual("second", dir.resolve("second")).withReserve(0)),
                    Map.of(
                        Town.QUAY, new CameraPlace(Optional.of("main"), Optional.of("second")))));
    town.nameCustodians();
    var span = CustodyTown.span(town.record(Town.QUAY, 50));
    town.recorder.copyNow();
    var first = envelopes().getFirst();
    var copy = dir.resolve("second").resolve(dir.resolve("footage").relativize(first));
    assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(first));
    Files.delete(first);
    clocks.advance(CustodyTown.WINDOW);
    assertThat(town.recorder.sealed(Town.QUAY, span)).hasSize(1);
    clocks.advance(CustodyTown.RETENTION);
    town.recorder.deleteExpired(CustodyTown.later(span));
    assertThat(copy).doesNotExist();
  }
}
