package org.vigie.app;

import java.time.Duration;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.ingest.Origin;
import org.vigie.ingest.Reader;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.VideoReceiver;

/// Where a stream comes from now: a camera whose password has been changed is called with the new
/// one from the next connection on. What is connected stays connected. Safe for any thread.
final class RenewedOrigin implements Origin {

  private volatile Origin now;

  RenewedOrigin(Origin first) {
    now = first;
  }

  void renew(Origin next) {
    now = next;
  }

  @Override
  public Reader open(
      String label,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks,
      Consumer<Runnable> opening)
      throws MediaException {
    return now.open(label, patience, receiver, clocks, opening);
  }

  @Override
  public String toString() {
    return now.toString();
  }
}
