package org.vigie.recording;

import java.time.Duration;
import java.util.List;
import org.vigie.model.CameraId;
import org.vigie.model.Gap;
import org.vigie.model.Span;

/// What became of one camera's time. Every instant of `span` is in exactly one of `recorded`,
/// `gaps` and `deleted`, so their lengths add up to it.
///
/// @param span the span asked for, less what lies before the camera was first known and after the
///     last moment known
/// @param recorded in order, not touching each other
/// @param gaps in order
/// @param deleted footage that reached its limit, in order
public record Timeline(
    CameraId camera, Span span, List<Span> recorded, List<Gap> gaps, List<Span> deleted) {

  public Timeline {
    recorded = List.copyOf(recorded);
    gaps = List.copyOf(gaps);
    deleted = List.copyOf(deleted);
  }

  /// How long it was recorded.
  public Duration recordedLength() {
    return recorded.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
  }
}
