package org.vigie.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.model.CameraState;
import org.vigie.model.GapReason;
import org.vigie.model.StreamSink;

/// Keeps one stream of one camera coming: connects, hands every picture to the sinks, notices when
/// it stops, and tries again with growing waits, on a virtual thread of its own.
///
/// Any thread may call its methods; sinks are called on the session's thread only.
public final class CameraSession implements AutoCloseable {

  private CameraSession() {}

  /// Starts a session, which connects at once.
  public static CameraSession start(
      StreamSource source, SessionSettings settings, List<StreamSink> sinks, Clocks clocks) {
    throw new UnsupportedOperationException();
  }

  /// Adds a receiver, which joins at the next key frame.
  public void add(StreamSink sink) {}

  /// Removes a receiver; its run, if one is in progress, ends.
  public void remove(StreamSink sink) {}

  /// What the stream is doing now.
  public CameraState state() {
    throw new UnsupportedOperationException();
  }

  public SessionCounts counts() {
    return new SessionCounts(0, 0, 0, 0, 0, 0, 0, Optional.<Duration>empty());
  }

  /// Ends the run with this reason, tears the connection down and waits until sinks will not be
  /// called any more. The second call does nothing.
  public void stop(GapReason why, String detail) {}

  /// As [#stop], for the end of the program.
  @Override
  public void close() {
    stop(GapReason.RESTART, "Vigie was stopped");
  }
}
