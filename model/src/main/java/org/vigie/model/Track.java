package org.vigie.model;

import java.time.Instant;

/// An anonymous thing that moves, or moved, in one camera's view.
///
/// @param id random; dies with the view (R12)
/// @param score how sure the eye is that this is something, 0 to 1
/// @param since when it was first seen
/// @param detected how sure a model has lately been that it is there, 0 to 1: it is no shadow,
///     light, or scrap of something; 0 where none has found it
public record Track(
    String id, CoarseClass kind, Box box, double score, Instant since, double detected) {

  /// From here on a model is more likely right than wrong.
  private static final double SURE = 0.5;

  /// One that is followed by what moves.
  public Track(String id, CoarseClass kind, Box box, double score, Instant since) {
    this(id, kind, box, score, since, 0);
  }

  /// Whether a model has lately found it, if only faintly.
  public boolean isDetected() {
    return detected > 0;
  }

  /// Whether a model has lately found it, and was more likely right than wrong.
  public boolean isSurelyDetected() {
    return detected >= SURE;
  }
}
