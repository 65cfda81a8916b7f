package org.vigie.ingest;

import java.time.Duration;
import org.vigie.media.MediaException;

/// One opened stream, read by the session's thread: a camera's own by RTSP, or what a program takes
/// out of another kind of source. Pictures go to the receiver that it was opened with, during
/// [#read] only.
public interface Reader extends AutoCloseable {

  /// Waits up to `most` for something to come, and handles all that came.
  void read(Duration most) throws MediaException;

  /// Whether nothing that has come waits to be handled.
  boolean isDrained();

  /// Packets that were missed on the way.
  long lostPackets();

  /// Packets of another source, late or repeated.
  long strayPackets();

  /// Lets a thread that waits in [#read] return at once, with an exception. Any thread may call it.
  void wake();

  /// Ends the stream; the second call does nothing.
  @Override
  void close();
}
