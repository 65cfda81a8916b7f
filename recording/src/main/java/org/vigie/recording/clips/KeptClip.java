package org.vigie.recording.clips;

import java.time.Duration;
import java.time.Instant;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// What is known of an alert's kept clip without its key.
///
/// @param act the number of the act under which its camera recorded; of several, the one whose
///     limit comes first
/// @param asked the span that the film was to show; where the footage has holes it shows less
/// @param shown from when its first picture was taken until its last one ended
/// @param until from this instant on it is shown to nobody, and destroyed
/// @param uncertainty how far its dates may be off, either way
public record KeptClip(
    long alert,
    CameraId camera,
    String act,
    Span asked,
    Span shown,
    Instant until,
    Duration uncertainty) {

  /// Whether it shows all that a span asks for, as far as there was footage.
  public boolean covers(Span span) {
    return !span.from().isBefore(asked.from()) && !span.to().isAfter(asked.to());
  }
}
