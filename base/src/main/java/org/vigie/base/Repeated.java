package org.vigie.base;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Something that is done again and again on a thread of its own, until closed. One round that
/// fails is logged and the next one comes all the same.
public final class Repeated implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Repeated.class.getName());

  private final String name;
  private final Duration pause;
  private final Runnable round;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Repeated(String name, Duration pause, Runnable round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /// Does the first round at once.
  ///
  /// @param name of the thread, and in the log
  /// @param pause between the end of a round and the next one
  public static Repeated start(String name, Duration pause, Runnable round) {
    var repeated = new Repeated(name, pause, round);
    repeated.thread.start();
    return repeated;
  }

  private void run() {
    try {
      do {
        once();
      } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      round.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, name + " failed; the next round follows", e);
    }
  }

  /// Ends it; a round in progress is waited for.
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
