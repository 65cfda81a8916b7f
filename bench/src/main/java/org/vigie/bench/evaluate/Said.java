package org.vigie.bench.evaluate;

import java.util.List;
import org.vigie.model.Box;
import org.vigie.model.EventType;

/// A signal as it is scored.
///
/// @param zone empty for the whole picture
/// @param atS when it came, in seconds after the clip's first picture
/// @param boxes where
public record Said(EventType event, String zone, double atS, List<Box> boxes) {

  public Said {
    boxes = List.copyOf(boxes);
  }
}
