package org.vigie.model;

/// The pictures of the cameras as they send them, with nothing masked but what is painted over
/// before
/// storage. Apart from [LivePictures], so that neither is taken for the other. Safe for any thread.
///
/// Who may watch is governance's concern: the caller holds a lift, and asks it again before each
/// picture that it passes on.
public interface ClearPictures {

  /// Sends the camera's main stream to `viewer`, from its next key picture on, until the lease is
  /// closed.
  LivePictures.Lease watch(CameraId camera, LiveViewer viewer);
}
