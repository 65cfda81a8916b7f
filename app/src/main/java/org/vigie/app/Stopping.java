package org.vigie.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a running Vigie be stopped in order by Ctrl-C or SIGTERM: the program waits here, and the
/// process does not end before it has closed everything.
///
/// Closed by the thread that waited, when all else is closed.
final class Stopping implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  Stopping() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "stopping"));
  }

  private void hold() {
    asked.countDown();
    try {
      done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether Vigie was asked to stop.
  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /// Waits until Vigie is asked to stop.
  void await() throws InterruptedException {
    asked.await();
  }

  /// Waits until Vigie is asked to stop, at most so long; whether it was.
  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    done.countDown();
  }
}
