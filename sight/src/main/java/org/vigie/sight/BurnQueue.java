package org.vigie.sight;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;

/// What waits between a camera's session and its burner, in order and bounded: when it is full the
/// run ends there with a gap, and goes on with a key picture once half of it is free again.
///
/// Safe for any thread; whoever fills it never waits.
final class BurnQueue implements StreamSink {

  private static final int MOST_ITEMS = 4000;

  /// What waits.
  sealed interface Item {
    record Begin(RunStart start) implements Item {}

    /// @param taken at the latest when it was, of the elapsed clock
    /// @param received when it came, of the elapsed clock
    record Coded(AccessUnit unit, Duration taken, Duration received) implements Item {}

    record End(RunEnd end) implements Item {}
  }

  private final long mostBytes;
  private final BooleanSupplier burnerThere;
  private final Clocks clocks;
  private final TakenAt taking = new TakenAt();
  private final Deque<Item> items = new ArrayDeque<>();
  private long bytes;
  private @Nullable RunStart run;
  private @Nullable RunStart taken;
  private boolean dropping;
  private boolean closed;
  private long received;
  private long dropped;

  /// @param burnerThere whether a burner works now: says whether it or this machine is to blame
  BurnQueue(long mostBytes, BooleanSupplier burnerThere, Clocks clocks) {
    this.mostBytes = mostBytes;
    this.burnerThere = burnerThere;
    this.clocks = clocks;
  }

  @Override
  public synchronized void begin(RunStart start) {
    run = start;
    taking.begin();
    if (dropping) {
      return; // The key picture with which it begins decides.
    }
    add(new Item.Begin(start));
  }

  @Override
  public synchronized void accept(AccessUnit unit) {
    received++;
    var now = clocks.elapsed();
    var takenAt = taking.of(unit.presentationTicks(), now);
    int length = unit.bytes().length;
    var current = run;
    if (current == null || closed || dropping && !mayResume(unit, current)) {
      dropped++;
      return;
    }
    if (bytes + length > mostBytes || items.size() > MOST_ITEMS) {
      dropping = true;
      dropped++;
      add(new Item.End(overload(unit)));
      return;
    }
    bytes += length;
    add(new Item.Coded(unit, takenAt, now));
  }

  private boolean mayResume(AccessUnit unit, RunStart current) {
    if (!unit.key()
        || bytes + unit.bytes().length > mostBytes / 2
        || items.size() > MOST_ITEMS / 2) {
      return false;
    }
    dropping = false;
    add(new Item.Begin(at(current, unit)));
    return true;
  }

  /// The same run, as if it began with this picture.
  static RunStart at(RunStart run, AccessUnit unit) {
    return new RunStart(run.camera(), run.stream(), run.format(), unit.wall(), run.uncertainty());
  }

  private RunEnd overload(AccessUnit unit) {
    return burnerThere.getAsBoolean()
        ? new RunEnd(
            unit.wall(),
            GapReason.OVERLOAD,
            "The burner of this camera's privacy masks could not keep up.")
        : new RunEnd(
            unit.wall(),
            GapReason.BURNER,
            "The burner of this camera's privacy masks is not there.");
  }

  @Override
  public synchronized void end(RunEnd end) {
    run = null;
    if (items.peekLast() instanceof Item.End && items.size() > MOST_ITEMS) {
      items.removeLast();
    }
    add(new Item.End(end));
  }

  private void add(Item item) {
    items.add(item);
    notifyAll();
  }

  /// The oldest item, waiting for one; nothing once `over` says so or, after [#close], when none is
  /// left. Whoever makes `over` true calls [#wake].
  synchronized Optional<Item> take(BooleanSupplier over) throws InterruptedException {
    while (!over.getAsBoolean()) {
      var item = items.poll();
      if (item != null) {
        note(item);
        return Optional.of(item);
      }
      if (closed) {
        return Optional.empty();
      }
      wait();
    }
    return Optional.empty();
  }

  private void note(Item item) {
    switch (item) {
      case Item.Begin(var start) -> taken = start;
      case Item.Coded(var unit, var _, var _) -> bytes -= unit.bytes().length;
      case Item.End end -> taken = null;
    }
  }

  /// The run to which the units that are taken belong; nothing between two runs.
  synchronized Optional<RunStart> current() {
    return Optional.ofNullable(taken);
  }

  synchronized void wake() {
    notifyAll();
  }

  /// Takes nothing more in; what waits can still be taken.
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /// Whether the camera is sending pictures.
  synchronized boolean isRunning() {
    return run != null;
  }

  synchronized long received() {
    return received;
  }

  synchronized long dropped() {
    return dropped;
  }
}
