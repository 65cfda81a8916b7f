package org.vigie.ingest;

import java.time.Duration;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.media.rtsp.RtspUrl;

/// Where a stream comes from, and how to open it: what keeps a [CameraSession] apart from the way
/// in which its pictures arrive. Printed, it names the source without a password.
public interface Origin {

  /// Connects and asks for the pictures.
  ///
  /// @param label names the camera in errors
  /// @param patience how long connecting, and each answer, may take
  /// @param opening given, before anything waits, what makes this method fail at once; any thread
  ///     may run it
  /// @throws MediaException with its kind, which says when to try again; nothing stays open then
  Reader open(
      String label,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks,
      Consumer<Runnable> opening)
      throws MediaException;

  /// A camera that is asked by RTSP.
  static Origin rtsp(RtspUrl url) {
    return new RtspOrigin(url);
  }
}
