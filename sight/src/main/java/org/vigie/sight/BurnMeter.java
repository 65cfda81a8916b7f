package org.vigie.sight;

import java.time.Duration;
import java.util.Optional;
import org.vigie.link.wire.BurnDone;

/// What a burner costs: per picture by its own account, and of a core by the system's. Safe for any
/// thread.
final class BurnMeter {

  private static final Duration WINDOW = Duration.ofSeconds(5);

  /// Of the older pictures' weight, what remains with each new one.
  private static final double MEMORY = 0.99;

  private double nanos;
  private double pictures;
  private long pid;
  private Duration cpu = Duration.ZERO;
  private Duration at = Duration.ZERO;
  private double percent;

  synchronized void add(BurnDone done) {
    nanos = MEMORY * nanos + done.getCpuNanos();
    pictures = MEMORY * pictures + done.getPictures();
  }

  /// Reads the process's time if the last reading is old enough.
  ///
  /// @param now of the elapsed clock
  synchronized void look(long process, Duration now) {
    boolean another = process != pid;
    if (!another && now.minus(at).compareTo(WINDOW) < 0) {
      return;
    }
    Optional<Duration> spent =
        ProcessHandle.of(process).flatMap(handle -> handle.info().totalCpuDuration());
    if (spent.isEmpty()) {
      return;
    }
    if (!another) {
      percent = 100.0 * spent.get().minus(cpu).toNanos() / now.minus(at).toNanos();
    }
    pid = process;
    cpu = spent.get();
    at = now;
  }

  synchronized void gone() {
    pid = 0;
    percent = 0;
  }

  synchronized double millisPerPicture() {
    return pictures < 1 ? 0 : nanos / pictures / 1e6;
  }

  synchronized double corePercent() {
    return percent;
  }
}
