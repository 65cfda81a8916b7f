package org.vigie.eye.scene;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Tells the processor time of one thread apart by the stage that it works for.
///
/// One thread only: the one that works. Reading the thread's clock costs about 0.3 microseconds.
public final class StageClock {

  /// What a picture goes through, in this order.
  public enum Stage {
    /// From a unit's bytes to a picture.
    DECODE,
    /// Whether anything differs from the background.
    GATE,
    /// A detector, where there is one.
    DETECT,
    /// What hangs together, what it is, and where it goes.
    TRACK,
    /// Which blocks are hidden; and hiding and coding them while somebody watches.
    MASK
  }

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long[] nanos = new long[Stage.values().length];
  private Stage stage = Stage.DECODE;
  private long since;

  /// Forgets what was measured, and begins with a stage.
  public void begin(Stage first) {
    java.util.Arrays.fill(nanos, 0);
    stage = first;
    since = threads.getCurrentThreadCpuTime();
  }

  /// From now on the thread works for another stage.
  ///
  /// @return the one that it worked for
  public Stage enter(Stage next) {
    var last = stage;
    if (next != last) {
      long now = threads.getCurrentThreadCpuTime();
      nanos[last.ordinal()] += now - since;
      since = now;
      stage = next;
    }
    return last;
  }

  /// Processor time of a stage since [#begin], up to the last change of stage.
  public long nanos(Stage of) {
    return nanos[of.ordinal()];
  }

  /// All of them since [#begin], this moment included, in nanoseconds.
  public long total() {
    long now = threads.getCurrentThreadCpuTime();
    nanos[stage.ordinal()] += now - since;
    since = now;
    long sum = 0;
    for (long one : nanos) {
      sum += one;
    }
    return sum;
  }
}
