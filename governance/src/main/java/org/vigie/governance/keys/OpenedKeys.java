package org.vigie.governance.keys;

import java.util.Optional;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// The keys that two custodians have opened, for one person, use and stretch of footage. Safe for
/// any thread.
public interface OpenedKeys {

  /// Of a town where nothing is opened.
  OpenedKeys NONE = (reel, reader) -> Optional.empty();

  /// Who reads what.
  ///
  /// @param person pseudonymous staff id
  /// @param takesAway whether footage leaves Vigie, rather than being shown
  record Reader(String person, boolean takesAway, CameraId camera, Span span) {}

  /// The key of a reel, if it is open for that.
  ///
  /// @return a copy, which whoever gets it may overwrite
  Optional<byte[]> find(String reel, Reader reader);
}
