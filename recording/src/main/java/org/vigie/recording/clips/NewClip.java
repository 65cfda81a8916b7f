package org.vigie.recording.clips;

import java.time.Duration;
import java.time.Instant;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A masked clip that is to be kept.
///
/// @param act see [KeptClip#act]
/// @param asked the span that the film was to show
/// @param shown from when its first picture was taken until its last one ended
/// @param limit when its oldest picture reaches the act's limit
/// @param uncertainty how far its dates may be off, either way
/// @param film as it is sent to people
/// @param still one picture of it, as it is sent to people
public record NewClip(
    long alert,
    CameraId camera,
    String act,
    Span asked,
    Span shown,
    Instant limit,
    Duration uncertainty,
    byte[] film,
    byte[] still) {}
