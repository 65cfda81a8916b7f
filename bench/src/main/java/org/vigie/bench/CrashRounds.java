package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vigie.base.Clocks;
import org.vigie.verify.footage.FootageAudit;

/// Cuts a recording Vigie short, again and again, and audits what it left.
final class CrashRounds {

  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  /// One cut in so many comes while Vigie is still starting.
  private static final int EARLY = 6;

  private final Path data;
  private final Path log;
  private final List<Tap> taps;
  private final Optional<LoopDisk> disk;
  private final Random random;
  private final Clocks clocks;
  private final List<CrashTally.Life> lives = new ArrayList<>();
  private long unreadable;
  private long mismatches;
  private boolean ledgerOk = true;

  /// What all rounds together show.
  ///
  /// @param unreadableParts parts that cannot be read, or that the ledger was told of and that are
  ///     not there
  record Result(
      long lostTailMicros,
      long outageMicrosP95,
      long unreadableParts,
      long indexMismatches,
      boolean ledgerOk) {}

  /// @param disk where the data folder lies, if power is to be cut instead of killing
  CrashRounds(
      Path data, Path log, List<Tap> taps, Optional<LoopDisk> disk, long seed, Clocks clocks) {
    this.data = data;
    this.log = log;
    this.taps = List.copyOf(taps);
    this.disk = disk;
    this.random = new Random(seed);
    this.clocks = clocks;
  }

  Result run(int rounds) throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      long from = now();
      try (var vigie = ServeProcess.start(data, log)) {
        boolean early = random.nextInt(EARLY) == 0;
        if (early) {
          pause(200 + random.nextInt(3000));
        } else {
          awaitRecording(vigie, from);
          if (round > 1) {
            audit();
          }
          pause(random.nextInt(4000));
        }
        lives.add(new CrashTally.Life(from, cut(vigie)));
      }
      say(
          "round %d of %d%s"
              .formatted(
                  round,
                  rounds,
                  lives.getLast().to() - from < 3_000_000 ? ", cut while starting" : ""));
      powerUp();
    }
    return finish();
  }

  /// Starts once more, so that the last cut is made good too, stops in order and reads everything.
  private Result finish() throws IOException, InterruptedException {
    long from = now();
    try (var vigie = ServeProcess.start(data, log)) {
      awaitRecording(vigie, from);
      pause(2000);
      vigie.stop();
    }
    var last = new CrashTally.Life(from, now());
    note(DiskAudit.of(data));
    var tally = new CrashTally();
    FootageAudit.run(FootageAudit.Where.in(data), FootageAudit.UNTIL_LAST_FOOTAGE, tally::add);
    long lost = 0;
    for (var life : lives) {
      for (int i = 0; i < taps.size(); i++) {
        var loss = tally.loss("m" + (i + 1), taps.get(i).deliveries(), life);
        lost = Math.max(lost, loss.lostTail());
      }
    }
    var all = new ArrayList<>(lives);
    all.add(last);
    return new Result(
        lost, CrashTally.quantile(tally.outages(all), 0.95), unreadable, mismatches, ledgerOk);
  }

  /// @return the instant after which nothing more could become durable
  private long cut(ServeProcess vigie) throws IOException, InterruptedException {
    if (disk.isPresent()) {
      disk.get().cutPower();
      long at = now();
      vigie.kill();
      return at;
    }
    vigie.kill();
    return now();
  }

  private void powerUp() throws IOException, InterruptedException {
    if (disk.isPresent()) {
      disk.get().unmount();
      disk.get().mount();
    }
  }

  private void awaitRecording(ServeProcess vigie, long from)
      throws IOException, InterruptedException {
    vigie.awaitUp(START_LIMIT);
    var limit = clocks.elapsed().plus(START_LIMIT);
    while (!taps.stream()
        .allMatch(tap -> tap.deliveries().between(from, Long.MAX_VALUE).length > 0)) {
      if (!vigie.isAlive() || clocks.elapsed().compareTo(limit) > 0) {
        throw new IOException("not all cameras were recorded again; see " + log);
      }
      pause(20);
    }
  }

  /// While Vigie records, its index may be a moment behind what it has just closed.
  private void audit() throws IOException, InterruptedException {
    var audit = DiskAudit.of(data);
    for (int tries = 0; tries < 3 && !audit.indexFaults().isEmpty(); tries++) {
      pause(700);
      audit = DiskAudit.of(data);
    }
    note(audit);
  }

  private void note(DiskAudit audit) {
    unreadable =
        Math.max(unreadable, audit.footage().unreadableParts() + audit.footage().partsBelow());
    mismatches = Math.max(mismatches, audit.indexMismatches());
    ledgerOk &= audit.ledgerOk();
    audit.complain();
  }

  private long now() {
    return Deliveries.of(clocks.wall());
  }

  private static void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  private static void say(String what) {
    System.err.println("bench crash: " + what);
  }
}
