package org.vigie.desk;

import java.time.Instant;

/// What became of the masked clip that is kept of an alert.
public sealed interface AlertClip {

  /// It is to be made, as soon as the recording holds it.
  record Owed() implements AlertClip {}

  /// It is there.
  ///
  /// @param until from then on nobody sees it, and it is destroyed
  record Kept(Instant until) implements AlertClip {}

  /// There never was one, or it was lost.
  record None(NoClip why) implements AlertClip {}

  /// It was there until its end.
  record Ended() implements AlertClip {}
}
