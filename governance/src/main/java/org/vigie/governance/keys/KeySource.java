package org.vigie.governance.keys;

import java.io.IOException;
import java.util.Optional;

/// Where the keys come from with which footage is read.
public interface KeySource {

  /// The key of a reel; nothing if it cannot be read, or no longer, or not by whoever reads.
  ///
  /// @return a copy, which whoever gets it may overwrite
  Optional<byte[]> find(String reel) throws IOException;
}
