package org.vigie.governance.ledger;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;

/// A thread that signs and publishes what has become durable: soon after the first entry, and then
/// again and again while more come.
final class CheckpointWriter implements AutoCloseable {

  /// Checkpoints follow activity by this much at most, or by [#PUBLISHING_SHARE] times what the
  /// last one took on a slow disk.
  private static final long PUBLISH_EVERY_NANOS = 250_000_000;

  private static final int PUBLISHING_SHARE = 4;

  private final Years years;
  private final Clocks clocks;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread =
      Thread.ofPlatform().name("ledger-checkpoints").daemon().unstarted(this::run);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable IOException unpublished;

  CheckpointWriter(Years years, Clocks clocks) {
    this.years = years;
    this.clocks = clocks;
  }

  void start() {
    thread.start();
  }

  /// There is something to sign.
  void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  /// Signs what is durable now, on the caller's thread.
  Checkpoint publish() throws IOException {
    return years.newest().publish();
  }

  private void run() {
    long pause = PUBLISH_EVERY_NANOS;
    try {
      while (true) {
        woken.acquire();
        // What comes meanwhile is signed with it.
        if (stopping.await(pause, TimeUnit.NANOSECONDS)) {
          return;
        }
        woken.drainPermits();
        pause = Math.max(PUBLISH_EVERY_NANOS, PUBLISHING_SHARE * publishNow());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  /// @return how long it took
  private long publishNow() {
    long from = clocks.elapsedNanos();
    try {
      publish();
      unpublished = null;
    } catch (IOException | RuntimeException | Error e) {
      unpublished = e instanceof IOException io ? io : new IOException(e);
      // It is tried again, though nothing more may come.
      wake();
    }
    return clocks.elapsedNanos() - from;
  }

  /// Signs the rest and ends the thread; nothing may be appended any more.
  ///
  /// @throws LedgerUnavailable if the last checkpoint could not be written: every entry is durable
  ///     all the same, and signed when the ledger is next opened
  @Override
  public void close() {
    stopping.countDown();
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    publishNow();
    var why = unpublished;
    if (why != null) {
      throw new LedgerUnavailable(
          "The ledger's last checkpoint could not be written: " + why.getMessage(), why);
    }
  }
}
