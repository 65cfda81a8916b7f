package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.vigie.model.CameraId;

/// A year of a town of 217 cameras, 1.9 million destroyed reels, in a program that has 256 MB.
@Execution(ExecutionMode.CONCURRENT)
class YearOfJournalTest {

  private static final int CAMERAS = 217;
  private static final int HOURS = 365 * 24;
  private static final Instant START = Instant.parse("2031-01-01T00:00:00Z");

  @TempDir private Path dir;

  private static void writeYear(Path journal) throws Exception {
    var random = new Random(1);
    try (var out = new BufferedOutputStream(Files.newOutputStream(journal), 1 << 20)) {
      for (int hour = 0; hour < HOURS; hour++) {
        var from = START.plus(Duration.ofHours(hour));
        var lines = new ArrayList<Journal.Line>(CAMERAS);
        for (int camera = 0; camera < CAMERAS; camera++) {
          lines.add(
              new Journal.Line.Deleted(
                  new CameraId("camera-" + camera),
                  from.plusMillis(camera),
                  from.plusMillis(3_600_000 + camera),
                  "%016x%016x".formatted(random.nextLong(), random.nextLong())));
        }
        out.write(JournalText.encode(lines));
      }
    }
  }

  @Test
  void is_taken_in_once_started_upon_quickly_and_folded_in_little_memory() throws Exception {
    writeYear(dir.resolve("journal"));
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                YearOfJournalTest.class.getName(),
                dir.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    System.out.println(said);
    assertThat(said.lines().filter(line -> line.matches("[a-z ]+: \\d+ ms.*"))).hasSize(4);
    assertThat(said).contains("the year in one line for each camera: true");
    long again =
        said.lines()
            .filter(line -> line.startsWith("taken in again: "))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    // What every start does: it took 100 s before, and all the memory.
    assertThat(again).isLessThan(5_000);
    assertThat(Files.size(dir.resolve("journal"))).isLessThan(1 << 20);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void timed(String what, Step step) throws Exception {
    long from = System.nanoTime();
    step.run();
    System.out.printf("%s: %d ms%n", what, (System.nanoTime() - from) / 1_000_000);
  }

  /// The child.
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var path = folder.resolve("journal");
    var volume = "0123456789abcdef0123456789abcdef";
    var year = new long[] {Micros.of(START), Micros.of(START.plus(Duration.ofHours(HOURS)))};
    var camera = new CameraId("camera-7");
    try (var index = SqlIndex.open(folder.resolve("index.db"));
        var journal = Journal.open(path)) {
      timed("taken in", () -> index.lines().takeIn(volume, path));
      timed("taken in again", () -> index.lines().takeIn(volume, path));
      timed("asked for a year", () -> index.lines().deleted(camera, year[0], year[1]));
      var before = index.lines().deleted(camera, year[0], year[1]);
      timed(
          "folded",
          () -> {
            var mark = index.lines().mark(volume).orElseThrow();
            var end = START.plus(Duration.ofDays(400));
            var fold = JournalFold.write(path, mark.end(), end, Journal.shorter(path));
            journal.replaceBeginning(mark.end());
            index.lines().folded(volume, end, fold);
          });
      var after = index.lines().deleted(camera, year[0], year[1]);
      System.out.println(
          "the year in one line for each camera: "
              + (before.size() == HOURS
                  && after.equals(
                      List.of(Stretch.of(before.getFirst().from(), before.getLast().to(), 0)))));
    }
  }
}
