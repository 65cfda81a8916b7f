package org.vigie.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertListener;

/// Alerts on their way to one client. Of bounded length: while it is full the desk's thread for
/// this listener waits, and the desk then drops changes and gives the present state again.
final class FeedQueue implements AlertListener, AutoCloseable {

  /// What the client is told.
  sealed interface Item {
    record Current(List<Alert> alerts) implements Item {}

    record Changed(Alert alert) implements Item {}
  }

  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(16);
  private volatile boolean closed;

  @Override
  public void current(List<Alert> alerts) {
    put(new Item.Current(List.copyOf(alerts)));
  }

  @Override
  public void changed(Alert alert) {
    put(new Item.Changed(alert));
  }

  Optional<Item> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(items.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void put(Item item) {
    try {
      boolean taken = false;
      while (!taken && !closed) {
        taken = items.offer(item, 1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      // The desk stops listening for us.
      Thread.currentThread().interrupt();
    }
  }

  /// The client has gone: whatever else comes is let go.
  @Override
  public void close() {
    closed = true;
  }
}
