package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.verify.LedgerEntries;
import org.vigie.verify.footage.FootageAudit;

/// A town to which something happens: cameras m1 and m2 on the volume `first`, m3 and m4 on
/// `second`, each behind a tap. Seen from outside only: its files, its ledger, its process.
final class FaultTown implements AutoCloseable {

  static final int CAMERAS = 4;
  static final Duration PATIENCE = Duration.ofSeconds(90);

  final Path data;
  final Path first;
  final Path second;
  final Path clock;
  final List<Tap> taps = new ArrayList<>();
  private final Path log;
  private final Clocks clocks;
  private final Closing closing = new Closing();
  private @Nullable ServeProcess vigie;
  private int lives;

  /// @param first the folder of the first volume; a disk of its own where the fault is a disk's
  FaultTown(Path folder, Path first, Sources sources, Clocks clocks) throws IOException {
    this.data = folder.resolve("town");
    this.first = first;
    this.second = folder.resolve("second");
    this.clock = folder.resolve("clock-offset-ms");
    this.log = folder.resolve("serve.log");
    this.clocks = clocks;
    for (int n = 1; n <= CAMERAS; n++) {
      taps.add(closing.add(Tap.open(sources.address("bench/m" + n), clocks)));
    }
    BenchTown.recorded(data, CAMERAS, n -> taps.get(n - 1).address());
    Files.writeString(data.resolve("vigie.yaml"), configuration());
    Files.writeString(clock, "0\n");
  }

  private String configuration() {
    var text =
        new StringBuilder(
            """
            town: Bench
            profile: private-site
            listen: 127.0.0.1:0
            sight: {eyes: 0}
            volumes:
            """);
    for (var volume : List.of(first, second)) {
      text.append(
          "  - {name: %s, folder: %s, reserve: 8 MB, warn: 10 s, refuse: 5 s, takes_over: no}%n"
              .formatted(volume.equals(first) ? "first" : "second", volume));
    }
    text.append("cameras:\n");
    for (int n = 1; n <= CAMERAS; n++) {
      text.append(
          "  - {id: m%d, main: \"%s\", volume: %s}%n"
              .formatted(n, taps.get(n - 1).address(), n <= 2 ? "first" : "second"));
    }
    return text.toString();
  }

  long now() {
    return Deliveries.of(clocks.wall());
  }

  /// Starts Vigie and waits until every camera's footage grows.
  void start() throws IOException, InterruptedException {
    long from = now();
    vigie = ServeProcess.start(data, log);
    awaitAll(from);
  }

  /// Starts it on a machine whose clock the file [#clock] puts off.
  void startStepping() throws IOException, InterruptedException {
    long from = now();
    vigie = ServeProcess.stepping(clock, data, log);
    awaitAll(from);
  }

  private void awaitAll(long since) throws IOException, InterruptedException {
    for (int n = 1; n <= CAMERAS; n++) {
      int camera = n;
      if (!await(() -> growsSince(camera, since))) {
        throw new IOException("camera m" + n + " is not recorded; see " + log);
      }
    }
  }

  /// How often it was stopped.
  int lives() {
    return lives;
  }

  /// Stops it in order.
  void stop() throws IOException, InterruptedException {
    if (vigie != null) {
      vigie.stop();
      vigie = null;
      lives++;
    }
  }

  /// Whether a camera's footage has been written to after an instant.
  boolean growsSince(int camera, long micros) {
    var folder = (camera <= 2 ? first : second).resolve("m" + camera);
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".reel"))
          .anyMatch(file -> file.toFile().length() > 0 && modified(file) >= micros);
    } catch (IOException | java.io.UncheckedIOException e) {
      return false; // Not there, or its disk does not answer.
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified() * 1000;
  }

  /// Waits until an alarm is in the ledger that was not raised before `since` alarms were.
  boolean awaitAlarm(List<String> kinds, int since) throws IOException, InterruptedException {
    return await(() -> alarms().stream().skip(since).anyMatch(kinds::contains));
  }

  /// The kinds of all alarms that were raised so far, in order.
  List<String> alarms() {
    var kinds = new ArrayList<String>();
    try {
      LedgerEntries.read(
          data.resolve("ledger"),
          (kind, facts) -> {
            if (kind.equals("alarm.raised")) {
              kinds.add(alarm(facts));
            }
          },
          unread -> {});
    } catch (IOException e) {
      // Being written: the next look reads it.
    }
    return kinds;
  }

  /// Waits until no alarm of these kinds stands any more.
  boolean awaitEnd(List<String> kinds) throws InterruptedException {
    return await(
        () ->
            standing()
                .filter(all -> all.stream().noneMatch(alarm -> isOneOf(kinds, alarm)))
                .isPresent());
  }

  private static boolean isOneOf(List<String> kinds, String alarm) {
    return kinds.stream().anyMatch(kind -> alarm.startsWith(kind + " "));
  }

  /// The kind and subject of each alarm that the ledger says was raised and not that it ended;
  /// empty while the ledger is being written and cannot be read.
  private Optional<Set<String>> standing() {
    var standing = new LinkedHashSet<String>();
    try {
      LedgerEntries.read(
          data.resolve("ledger"),
          (kind, facts) -> {
            var alarm = alarm(facts) + " " + facts.get("subject");
            if (kind.equals("alarm.raised")) {
              standing.add(alarm);
            } else if (kind.equals("alarm.ended")) {
              standing.remove(alarm);
            }
          },
          unread -> {});
      return Optional.of(standing);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String alarm(Map<?, ?> facts) {
    return String.valueOf(facts.get("alarm"));
  }

  static boolean await(BooleanSupplier so) throws InterruptedException {
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(PATIENCE);
    while (!so.getAsBoolean()) {
      if (clocks.elapsed().compareTo(limit) > 0) {
        return false;
      }
      Thread.sleep(200);
    }
    return true;
  }

  static void pause(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }

  FootageAudit.Where where() {
    return new FootageAudit.Where(
        List.of(first, second), data.resolve("keys/reels"), data.resolve("ledger"));
  }

  @Override
  public void close() {
    if (vigie != null) {
      vigie.close();
    }
    closing.close();
  }
}
