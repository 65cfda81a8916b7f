package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// The journal of years: taken in only once, folded, and true all the time.
class JournalTest {

  private static final Instant START = Instant.parse("2030-06-01T00:00:00.000017Z");
  private static final String VOLUME = "0123456789abcdef0123456789abcdef";

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private final Random random = new Random(7);
  private int reels;

  private String reel() {
    return "%032x".formatted(++reels * 0x9E3779B97F4A7C15L & Long.MAX_VALUE);
  }

  /// Reels of an hour, with holes between some, gaps told for some of those; in order of deletion.
  private List<Journal.Line> lines(CameraId camera, int hours) {
    var lines = new ArrayList<Journal.Line>();
    for (int hour = 0; hour < hours; hour++) {
      var from = START.plus(Duration.ofHours(hour));
      var to = from.plus(Duration.ofHours(1));
      switch (random.nextInt(8)) {
        case 0 -> {
          to = to.minusSeconds(90);
          lines.add(new Journal.Line.GapFrom(camera, to, GapReason.CAMERA_LOST, "No answer."));
        }
        case 1 -> to = to.minusMillis(199);
        case 2 -> to = to.minusMillis(200);
        case 3 -> from = from.minusSeconds(30);
        default -> {}
      }
      lines.add(new Journal.Line.Deleted(camera, from, to, reel()));
    }
    return lines;
  }

  private Path written(List<Journal.Line> lines) throws IOException {
    var path = dir.resolve("journal");
    Files.deleteIfExists(path);
    try (var journal = Journal.open(path)) {
      journal.append(lines);
    }
    return path;
  }

  /// What became of each camera's time, as journal lines alone tell it.
  private static List<Timeline> timelines(List<Journal.Line> lines, int hours) {
    var timelines = new ArrayList<Timeline>();
    for (var camera : List.of(Town.QUAY, Town.YARD)) {
      var deleted = new ArrayList<Stretch>();
      var begins = new ArrayList<Journal.Line.GapFrom>();
      for (var line : lines) {
        if (line.camera().equals(camera)) {
          switch (line) {
            case Journal.Line.GapFrom gap -> begins.add(gap);
            case Journal.Line.Deleted gone ->
                deleted.add(Stretch.of(Micros.of(gone.from()), Micros.of(gone.to()), 0));
            case Journal.Line.Folded gone ->
                deleted.add(Stretch.of(Micros.of(gone.from()), Micros.of(gone.to()), 0));
          }
        }
      }
      long end = Micros.of(START.plus(Duration.ofHours(hours)));
      timelines.add(Timelines.of(camera, Micros.of(START) - 1, end, List.of(), deleted, begins));
    }
    return timelines;
  }

  @Test
  void folded_lines_tell_the_same_of_every_camera_to_the_microsecond() throws Exception {
    int hours = 500;
    for (int round = 0; round < 20; round++) {
      var lines = new ArrayList<>(lines(Town.QUAY, hours));
      var others = lines(Town.YARD, hours);
      for (int i = 0; i < others.size(); i++) {
        lines.add(Math.min(lines.size(), 2 * i), others.get(i));
      }
      var path = written(lines);
      var before = START.plus(Duration.ofHours(random.nextInt(hours)));
      for (int fold = 0; fold < 2; fold++) {
        var result = JournalFold.write(path, Files.size(path), before, Journal.shorter(path));
        Files.move(Journal.shorter(path), path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(result.mark().fits(path)).isTrue();
        assertThat(timelines(Journal.read(path), hours)).isEqualTo(timelines(lines, hours));
        before = START.plus(Duration.ofHours(hours));
      }
      var left = Journal.read(path);
      assertThat(left).filteredOn(Journal.Line.Deleted.class::isInstance).hasSizeLessThan(4);
      assertThat(
              left.stream()
                  .filter(Journal.Line.Folded.class::isInstance)
                  .mapToLong(line -> ((Journal.Line.Folded) line).reels())
                  .sum())
          .isGreaterThanOrEqualTo(2L * hours - 3);
      assertThat(left).filteredOn(Journal.Line.Folded.class::isInstance).hasSizeLessThan(hours);
    }
  }

  private static List<String> dump(SqlIndex index) {
    var lines = new ArrayList<String>();
    for (var camera : List.of(Town.QUAY, Town.YARD)) {
      index
          .lines()
          .gaps(camera, Long.MIN_VALUE, Long.MAX_VALUE)
          .forEach(gap -> lines.add(gap.toString()));
      index
          .lines()
          .deleted(camera, Long.MIN_VALUE, Long.MAX_VALUE)
          .forEach(gone -> lines.add(gone.toString()));
    }
    return lines;
  }

  private List<String> anew(Path journal) throws IOException {
    var file = dir.resolve("anew.db");
    Files.deleteIfExists(file);
    try (var index = SqlIndex.open(file)) {
      assertThat(index.lines().takeIn(VOLUME, journal)).isNotNull();
      return dump(index);
    }
  }

  @Test
  void only_what_is_new_in_a_journal_is_taken_in() throws Exception {
    var lines = lines(Town.QUAY, 300);
    var path = dir.resolve("journal");
    try (var index = SqlIndex.open(dir.resolve("index.db"));
        var journal = Journal.open(path)) {
      journal.append(lines.subList(0, 100));
      assertThat(index.lines().takeIn(VOLUME, path).deletions()).isGreaterThan(50);
      assertThat(index.lines().takeIn(VOLUME, path)).isEqualTo(new SqlLines.Taken(0, 0));
      journal.append(lines.subList(100, lines.size()));
      // As while it records: some of them the index has already, and again out of order.
      index.lines().add(VOLUME, lines.get(120));
      index.lines().add(VOLUME, lines.get(110));
      var taken = index.lines().takeIn(VOLUME, path);
      assertThat(taken.gaps() + taken.deletions()).isEqualTo(lines.size() - 100);
      assertThat(dump(index)).isEqualTo(anew(path)).hasSizeGreaterThan(290);
    }
  }

  @Test
  void another_journal_and_one_of_before_take_the_place_of_what_was_taken_in() throws Exception {
    var path = written(lines(Town.QUAY, 200));
    try (var index = SqlIndex.open(dir.resolve("index.db"))) {
      index.lines().takeIn(VOLUME, path);
      index.lines().takeIn("f".repeat(32), written(lines(Town.YARD, 20)));
      var ofBefore = written(lines(Town.QUAY, 100));
      index.lines().takeIn(VOLUME, ofBefore);
      assertThat(index.lines().deleted(Town.QUAY, Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(100);
      assertThat(index.lines().deleted(Town.YARD, Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(20);
      // Longer than before, and another one.
      index.lines().takeIn(VOLUME, written(lines(Town.QUAY, 400)));
      assertThat(index.lines().deleted(Town.QUAY, Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(400);
    }
  }

  private Path footage() {
    return dir.resolve("footage");
  }

  /// A recorder whose journal names 3 000 reels of long ago.
  private Town longAgo() throws IOException {
    new Town(dir, clocks, s -> s).close();
    var lines = lines(Town.QUAY, 3_000);
    try (var journal = Journal.open(Volume.journal(footage()))) {
      journal.append(lines);
    }
    return new Town(dir, clocks, s -> s);
  }

  @Test
  void a_recorder_folds_while_it_records_and_its_days_stay_as_they_were() throws Exception {
    Timeline told;
    var old = START.plus(Duration.ofHours(2_500));
    try (var town = longAgo()) {
      var source = town.source(Town.YARD, 1);
      source.begin(Source.SMALL);
      source.send(60);
      town.recorder.flush();
      told = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
      long length = Files.size(Volume.journal(footage()));
      town.recorder.foldJournals(old);
      assertThat(Files.size(Volume.journal(footage()))).isLessThan(length / 2);
      assertThat(Journal.shorter(Volume.journal(footage()))).doesNotExist();
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS)).isEqualTo(told);
      source.end(GapReason.CAMERA_LOST);
      town.recorder.flush();
      assertThat(Journal.read(Volume.journal(footage())).getLast().camera()).isEqualTo(Town.YARD);
      assertThat(IndexDump.of(dir.resolve("index.db"))).isEqualTo(reindexed());
      // There is nothing left to fold.
      var stamp = Files.readAttributes(Volume.journal(footage()), "unix:ino").get("ino");
      town.recorder.foldJournals(old);
      assertThat(Files.readAttributes(Volume.journal(footage()), "unix:ino").get("ino"))
          .isEqualTo(stamp);
    }
    try (var town = new Town(dir, clocks, s -> s)) {
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).deleted())
          .isEqualTo(told.deleted());
    }
  }

  private List<String> reindexed() throws Exception {
    var copy = Files.createTempDirectory(dir, "reindexed");
    Town.copyFiles(footage(), copy.resolve("footage"));
    Files.deleteIfExists(copy.resolve("footage/lock"));
    Reindex.run(copy.resolve("footage"), copy.resolve("index.db"));
    return IndexDump.of(copy.resolve("index.db"));
  }

  @Test
  void a_crash_before_or_after_the_folded_journal_is_in_place_changes_nothing() throws Exception {
    var old = START.plus(Duration.ofHours(2_500));
    Timeline told;
    try (var town = longAgo()) {
      told = town.recorder.timeline(Town.QUAY, Town.ALWAYS);
    }
    var path = Volume.journal(footage());
    // Half written.
    JournalFold.write(path, Files.size(path), old, Journal.shorter(path));
    var half = Files.readAllBytes(Journal.shorter(path));
    Files.write(Journal.shorter(path), java.util.Arrays.copyOf(half, half.length / 2));
    try (var town = new Town(dir, clocks, s -> s)) {
      assertThat(Journal.shorter(path)).doesNotExist();
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).deleted())
          .isEqualTo(told.deleted());
    }
    // In place, and the index was not told.
    JournalFold.write(path, Files.size(path), old, Journal.shorter(path));
    Files.move(Journal.shorter(path), path, StandardCopyOption.ATOMIC_MOVE);
    try (var town = new Town(dir, clocks, s -> s)) {
      assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).deleted())
          .isEqualTo(told.deleted());
      assertThat(IndexDump.of(dir.resolve("index.db"))).isEqualTo(reindexed());
    }
  }

  @Test
  void lines_appended_while_a_journal_is_folded_follow_it() throws Exception {
    var path = written(lines(Town.QUAY, 50));
    var late = new Journal.Line.GapFrom(Town.YARD, START, GapReason.DISK, "Full.");
    try (var journal = Journal.open(path)) {
      long length = journal.end();
      JournalFold.write(path, length, START.plus(Duration.ofDays(9)), Journal.shorter(path));
      journal.append(List.of(late));
      journal.replaceBeginning(length);
      var later = new Journal.Line.GapFrom(Town.YARD, START, GapReason.CLOCK, "Stepped.");
      journal.append(List.of(later));
      var read = Journal.read(path);
      assertThat(read.subList(read.size() - 2, read.size())).containsExactly(late, later);
      assertThat(journal.end()).isEqualTo(Files.size(path));
    }
  }

  @Test
  void room_taken_for_lines_that_never_came_is_no_line() throws Exception {
    var path = dir.resolve("journal");
    var lines = lines(Town.QUAY, 3);
    try (var journal = Journal.open(path)) {
      journal.append(lines.subList(0, 1));
      journal.reserve(lines);
    }
    assertThat(Journal.read(path)).hasSize(1);
    try (var journal = Journal.open(path)) {
      journal.append(lines.subList(1, 2));
    }
    assertThat(Journal.read(path)).isEqualTo(lines.subList(0, 2));
  }
}
