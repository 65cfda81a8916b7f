package org.vigie.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Gives inputs to a target and holds it to its promises. Used by one thread.
final class Trial {

  /// The longest that one input may keep a parser busy, in time of the processor. Coverage-guided
  /// runs are instrumented and several times slower; the bound leaves room for that.
  static final Duration LONGEST = Duration.ofSeconds(2);

  private static final ThreadMXBean THREAD =
      (ThreadMXBean) ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final Target target;
  private final int slack;

  Trial(Target target) {
    this(target, 1);
  }

  /// @param slack how many times as much may be allocated as the target's bound: where the fuzzer
  ///     watches every comparison, watching allocates too
  Trial(Target target, int slack) {
    this.target = target;
    this.slack = slack;
  }

  /// A promise that was broken.
  static final class Finding extends AssertionError {

    private static final long serialVersionUID = 1L;

    Finding(String message, Throwable cause) {
      super(message, cause);
    }

    Finding(String message) {
      super(message);
    }
  }

  /// @throws Finding if the input breaks a promise of the target
  void run(byte[] input) {
    var first = measure(input);
    long bound = slack * target.bound().of(input);
    if (first.exceeds(bound)) {
      // Once more: the first time pays for loading classes, and for what the machine did meanwhile.
      var second = measure(input);
      if (second.bytes > bound) {
        throw new Finding(
            "%s: %,d bytes of input made it allocate %,d bytes; its bound is %,d"
                .formatted(target.name(), input.length, second.bytes, bound));
      }
      if (second.nanos > LONGEST.toNanos()) {
        throw new Finding(
            "%s: %,d bytes of input kept it busy for %,d ms; the bound is %,d ms"
                .formatted(
                    target.name(), input.length, second.nanos / 1_000_000, LONGEST.toMillis()));
      }
    }
  }

  private record Cost(long bytes, long nanos) {

    boolean exceeds(long bound) {
      return bytes > bound || nanos > LONGEST.toNanos();
    }
  }

  private Cost measure(byte[] input) {
    var given = input.clone();
    long bytes = THREAD.getCurrentThreadAllocatedBytes();
    long nanos = THREAD.getCurrentThreadCpuTime();
    try {
      target.property().check(given);
    } catch (Finding e) {
      throw e;
    } catch (Throwable e) {
      if (target.declared().stream().noneMatch(type -> type.isInstance(e))) {
        throw new Finding(target.name() + ": throws " + e + ", which it does not declare", e);
      }
    }
    return new Cost(
        THREAD.getCurrentThreadAllocatedBytes() - bytes, THREAD.getCurrentThreadCpuTime() - nanos);
  }
}
