package org.vigie.sight;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What has become of eyes that nobody had closed. Safe for any thread.
final class EyeEnds {

  private final AtomicLong restarts = new AtomicLong();
  private volatile String last = "";

  void ended(String how) {
    last = how;
  }

  void restarted() {
    restarts.incrementAndGet();
  }

  long restarts() {
    return restarts.get();
  }

  /// How the last one ended; nothing while none has.
  Optional<String> last() {
    return Optional.of(last).filter(how -> !how.isEmpty());
  }
}
