package org.vigie.ingest;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraClock;

/// A session's counters: written by its thread, read by any.
final class Tally {

  private final AtomicLong pictures = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong strays = new AtomicLong();
  private volatile @Nullable CameraClock clock;
  private long lostBefore;
  private long straysBefore;

  void picture(int length) {
    pictures.getAndIncrement();
    bytes.getAndAdd(length);
  }

  void run() {
    runs.getAndIncrement();
  }

  void dropped() {
    dropped.getAndIncrement();
  }

  void clock(CameraClock measured) {
    clock = measured;
  }

  Optional<CameraClock> clock() {
    return Optional.ofNullable(clock);
  }

  /// Takes over what the present connection has counted.
  void packets(Reader client) {
    lost.setRelease(lostBefore + client.lostPackets());
    strays.setRelease(straysBefore + client.strayPackets());
  }

  /// The present connection ends; the next counts from zero.
  void disconnected() {
    lostBefore = lost.get();
    straysBefore = strays.get();
  }

  long pictures() {
    return pictures.get();
  }

  long lost() {
    return lost.get();
  }

  SessionCounts counts(long sinkFailures) {
    return new SessionCounts(
        pictures.get(),
        bytes.get(),
        runs.get(),
        lost.get(),
        strays.get(),
        dropped.get(),
        sinkFailures,
        clock());
  }
}
