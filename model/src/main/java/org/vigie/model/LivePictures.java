package org.vigie.model;

/// The masked pictures of the cameras, encoded only while someone watches. Safe for any thread.
///
/// Who may watch is governance's concern: the caller has used a permit before it asks.
public interface LivePictures {

  /// Sends the camera's masked pictures to `viewer` until the lease is closed.
  Lease watch(CameraId camera, LiveViewer viewer, LivePace pace);

  /// Ends the watching when closed; the second close does nothing.
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }
}
