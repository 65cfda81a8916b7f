package org.vigie.recording;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where [Footage] gets its pieces from.
interface PieceReader {

  Optional<Instant> start();

  Optional<Footage.Piece> next() throws IOException;

  int unreadableParts();

  /// The most that any reel says of which something was read.
  Duration uncertainty();

  /// The shortest that any reel says of which something was read; empty before anything was.
  Optional<Footage.Limit> limit();

  /// Which parts the pieces read so far came from, reel by reel in their order.
  List<UsedParts> used();

  void close();
}
