package org.vigie.model;

/// Which of a camera's streams: the large one that is recorded, or the small one that the eye sees.
/// A camera with one stream has only MAIN, and the eye sees that.
public enum StreamKind {
  MAIN,
  SUB
}
