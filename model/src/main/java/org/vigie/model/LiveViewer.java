package org.vigie.model;

/// Someone looking at one camera's pictures. Called by the sender's thread; must not wait:
/// a slow viewer drops to the next key frame by itself.
public interface LiveViewer {

  /// The stream begins, or begins again in another format.
  void begin(VideoFormat format);

  /// One picture: masked, of at most the sub stream's size; clear, as the camera sent it.
  void accept(AccessUnit unit);

  /// No pictures for now, and why, in one plain sentence. [#begin] may follow.
  void interrupted(String reason);
}
