package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.vigie.model.Span;

/// Until when a stretch of footage lives, unless a judge holds it.
///
/// @param expires when its reel reaches the act's limit and is destroyed
public record FootageEnd(Span span, Instant expires) {

  /// When the last of the footage in an index reaches its limit; nothing where there is none.
  ///
  /// @throws IOException with a plain message if the index cannot be read
  public static Optional<Instant> last(Path index) throws IOException {
    return SqlLastEnd.read(index);
  }
}
