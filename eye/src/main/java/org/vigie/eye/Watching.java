package org.vigie.eye;

import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.SetWatched;

/// Whether somebody looks at a camera's masked pictures, and at which.
enum Watching {
  NOBODY,
  /// One picture a second: that nothing is missed takes no more of them than analysis does.
  KEYS,
  ALL;

  static Watching of(OpenCamera open) {
    return of(open.getWatched(), open.getKeysOnly());
  }

  static Watching of(SetWatched message) {
    return of(message.getWatched(), message.getKeysOnly());
  }

  private static Watching of(boolean watched, boolean keysOnly) {
    return !watched ? NOBODY : keysOnly ? KEYS : ALL;
  }
}
