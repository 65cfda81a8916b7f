package org.vigie.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.vigie.base.Clocks;

/// What one viewer has not yet been sent: bounded, so that a slow one costs nobody else anything.
/// When it is full, the waiting pictures are dropped, and all further ones up to the next key
/// frame; how many is said before that key frame.
///
/// Filled by the sender's thread, emptied by the viewer's.
public final class LiveQueue implements LiveViewer {

  private static final int MOST_PICTURES = 50;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /// What the viewer is to be sent.
  public sealed interface Item {
    record Format(VideoFormat format) implements Item {}

    /// @param came when it was put here
    record Picture(AccessUnit unit, Instant came) implements Item {}

    record Dropped(int count) implements Item {}

    record Interrupted(String reason) implements Item {}
  }

  private final Clocks clocks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Item> items = new ArrayDeque<>();
  private int pictures;
  private long bytes;
  private int dropped;
  private boolean untilKey = true;

  public LiveQueue(Clocks clocks) {
    this.clocks = clocks;
  }

  @Override
  public void begin(VideoFormat format) {
    add(
        () -> {
          dropPictures();
          items.clear();
          untilKey = true;
          items.add(new Item.Format(format));
        });
  }

  @Override
  public void accept(AccessUnit unit) {
    add(
        () -> {
          if (pictures >= MOST_PICTURES || bytes + unit.bytes().length > MOST_BYTES) {
            dropPictures();
            untilKey = true;
          }
          if (untilKey && !unit.key()) {
            dropped++;
            return;
          }
          untilKey = false;
          if (dropped > 0) {
            items.add(new Item.Dropped(dropped));
            dropped = 0;
          }
          items.add(new Item.Picture(unit, clocks.wall()));
          pictures++;
          bytes += unit.bytes().length;
        });
  }

  @Override
  public void interrupted(String reason) {
    add(
        () -> {
          // Only the newest reason is of use to someone who is slow.
          items.removeIf(item -> item instanceof Item.Interrupted);
          items.add(new Item.Interrupted(reason));
        });
  }

  /// The next thing to send, once there is one; nothing after `patience`.
  public Optional<Item> next(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (items.isEmpty()) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = filled.awaitNanos(left);
      }
      var item = items.remove();
      if (item instanceof Item.Picture(var unit, var came)) {
        pictures--;
        bytes -= unit.bytes().length;
      }
      return Optional.of(item);
    } finally {
      lock.unlock();
    }
  }

  private void add(Runnable change) {
    lock.lock();
    try {
      change.run();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Drops the pictures that wait; an earlier count that was not yet said is added to the next one.
  /// Of several formats only the newest is kept.
  private void dropPictures() {
    Optional<Item> format = Optional.empty();
    for (var item : items) {
      switch (item) {
        case Item.Format f -> format = Optional.of(f);
        case Item.Picture picture -> dropped++;
        case Item.Dropped(int count) -> dropped += count;
        case Item.Interrupted interrupted -> {}
      }
    }
    items.clear();
    format.ifPresent(items::add);
    pictures = 0;
    bytes = 0;
  }
}
