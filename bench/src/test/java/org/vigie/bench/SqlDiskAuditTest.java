package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.verify.VerifyMain;

class SqlDiskAuditTest {

  @TempDir private Path data;

  @BeforeEach
  void records_two_cameras() throws Exception {
    RecordedTown.write(data);
  }

  @Test
  void what_the_recorder_wrote_holds_and_is_counted() throws Exception {
    var audit = DiskAudit.of(data);

    assertThat(audit.holds()).as("%s", audit).isTrue();
    assertThat(audit.footage().cameras()).hasSize(2);
    for (var camera : audit.footage().cameras()) {
      assertThat(camera.pictures()).isEqualTo(2L * RecordedTown.PICTURES);
      assertThat(camera.keylessReels()).isZero();
      assertThat(camera.partsBeyond()).isZero();
      var gap = camera.coverage().gaps().getFirst();
      assertThat(camera.coverage().gaps()).hasSize(1);
      assertThat(gap.reason()).isEqualTo("CAMERA_LOST");
      assertThat(gap.to() - gap.from()).isEqualTo(5_000_000);
      assertThat(camera.coverage().recordedMicros()).isEqualTo(8_000_000);
    }
    assertThat(VerifyMain.run(List.of("footage", data.toString()), System.out, System.err))
        .isZero();
  }

  @Test
  void one_flipped_bit_anywhere_in_a_reel_is_found() throws Exception {
    var reel = reels().getFirst();
    long size = Files.size(reel);
    for (int i = 0; i < 60; i++) {
      long at = size * i / 60 + i % 7;
      flip(reel, at);
      assertThat(DiskAudit.of(data).holds()).as("byte %d of %d", at, size).isFalse();
      flip(reel, at);
    }
    assertThat(DiskAudit.of(data).holds()).isTrue();
  }

  @Test
  void a_missing_part_is_found() throws Exception {
    var reel = reels().getFirst();
    try (var file = new RandomAccessFile(reel.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    var audit = DiskAudit.of(data);

    assertThat(audit.footage().partsBelow()).isPositive();
    assertThat(audit.indexMismatches()).isOne();
  }

  @Test
  void a_missing_reel_is_found() throws Exception {
    Files.delete(reels().getFirst());

    var audit = DiskAudit.of(data);

    assertThat(audit.footage().partsBelow()).isPositive();
    assertThat(audit.indexMismatches()).isOne();
  }

  @Test
  void a_key_that_is_not_the_reels_opens_nothing() throws Exception {
    try (var keys = Files.list(data.resolve("keys/reels"))) {
      flip(keys.sorted().toList().getFirst(), 3);
    }

    assertThat(DiskAudit.of(data).footage().unreadableParts()).isPositive();
  }

  @Test
  void an_index_that_says_something_else_is_found() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("index.db"));
        var statement = connection.createStatement()) {
      statement.execute("update reel set end_us = end_us + 1 where camera = 'quay'");
      statement.execute("delete from gap where camera = 'yard'");
    }

    long reelsOfTheQuay =
        reels().stream().filter(reel -> reel.toString().contains("/quay/")).count();
    // Two gaps of the yard began.
    assertThat(DiskAudit.of(data).indexMismatches()).isEqualTo(reelsOfTheQuay + 2);
  }

  @Test
  void a_changed_ledger_is_found() throws Exception {
    try (var files = Files.walk(data.resolve("ledger/private"))) {
      flip(files.filter(Files::isRegularFile).toList().getFirst(), 200);
    }

    assertThat(DiskAudit.of(data).ledgerOk()).isFalse();
  }

  private List<Path> reels() throws IOException {
    try (var files = Files.walk(data.resolve("footage"))) {
      return files.filter(file -> file.toString().endsWith(".reel")).sorted().toList();
    }
  }

  private static void flip(Path file, long at) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 4);
    }
  }
}
