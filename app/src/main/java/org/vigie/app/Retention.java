package org.vigie.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.recording.Recorder;

/// Destroys footage that has reached its limit, every minute, on a thread of its own.
final class Retention implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Retention.class.getName());
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Recorder recorder;
  private final Clocks clocks;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  Retention(Recorder recorder, Clocks clocks) {
    this.recorder = recorder;
    this.clocks = clocks;
    this.thread = Thread.ofPlatform().name("retention").start(this::run);
  }

  private void run() {
    try {
      do {
        round();
      } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      var done = recorder.deleteExpired(clocks.wall());
      if (done.failed() > 0) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} reels that have reached their limit could not be destroyed; trying again",
            done.failed());
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "retention failed; trying again in a minute", e);
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
