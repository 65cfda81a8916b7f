package org.vigie.governance.relay;

import java.util.Optional;

/// The leave of one connection to take one camera's pictures. Safe for any thread.
public interface RelayLeave {

  /// Why it does not hold any more; nothing while it does. Asked before pictures are passed on.
  Optional<RelayEnd> over();

  /// Counts what was sent and what was dropped since the last call.
  void count(long pictures, long dropped);

  /// The connection is over; the second call does nothing.
  void leave();
}
