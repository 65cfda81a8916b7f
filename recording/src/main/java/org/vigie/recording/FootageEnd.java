package org.vigie.recording;

import java.time.Instant;
import org.vigie.model.Span;

/// Until when a stretch of footage lives, unless a judge holds it.
///
/// @param expires when its reel reaches the act's limit and is destroyed
public record FootageEnd(Span span, Instant expires) {}
