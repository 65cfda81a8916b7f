package org.vigie.recording;

import java.time.Instant;
import java.util.Collection;
import org.vigie.model.GapReason;

/// What a camera's session leaves to its flusher, in order.
sealed interface DiskWork {

  record Open(OpenReel reel) implements DiskWork {}

  record Write(SealedPart part) implements DiskWork {}

  /// @param held parts that were gathered while the reel was being made
  record Close(OpenReel reel, Collection<Batch> held, long heldBytes) implements DiskWork {}

  record GapFrom(Instant from, GapReason reason, String detail) implements DiskWork {}
}
