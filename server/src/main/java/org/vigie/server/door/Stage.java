package org.vigie.server.door;

/// What a session lets its person do.
public enum Stage {
  /// Whatever their habilitation allows.
  OPEN,
  /// Set up a second factor, which the town requires, and nothing else.
  SET_UP,
  /// Unlock. Masked live pictures go on; nothing can be opened.
  LOCKED
}
