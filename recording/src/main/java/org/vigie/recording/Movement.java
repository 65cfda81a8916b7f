package org.vigie.recording;

import java.util.List;
import org.vigie.model.Span;

/// When something moved before a camera, as its block masks tell.
///
/// @param moments in order, a little longer than the movement on either side, inside what is
///     recorded
/// @param unknown when nobody knows: the picture is masked whole, or there are no masks; in order
/// @param hidden which share of the picture was masked all the time, on average: movement there is
///     not found
public record Movement(List<Span> moments, List<Span> unknown, double hidden) {
  public Movement {
    moments = List.copyOf(moments);
    unknown = List.copyOf(unknown);
  }
}
