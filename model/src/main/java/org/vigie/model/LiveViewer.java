package org.vigie.model;

/// Someone looking at one camera's masked pictures. Called by the sender's thread; must not wait:
/// a slow viewer drops to the next key frame by itself.
public interface LiveViewer {

  /// The masked stream begins, or begins again in another format.
  void begin(VideoFormat format);

  /// One masked picture, of at most the sub stream's size.
  void accept(AccessUnit unit);

  /// No pictures for now, and why, in one plain sentence. [#begin] may follow.
  void interrupted(String reason);
}
