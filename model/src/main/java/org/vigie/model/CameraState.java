package org.vigie.model;

import java.time.Instant;
import java.util.Optional;

/// What a camera's stream is doing, in plain words.
///
/// @param since when this state began
/// @param reason one sentence for people; empty while all is well; never holds a password
/// @param lostPackets RTP packets missed since the program started
/// @param clock what is known of its clocks; empty until it has sent pictures for a while
public record CameraState(
    CameraId camera,
    StreamKind stream,
    Phase phase,
    Instant since,
    String reason,
    long accessUnits,
    long lostPackets,
    Optional<CameraClock> clock) {

  public enum Phase {
    /// No act, or stopped by a person.
    OFF,
    CONNECTING,
    STREAMING,
    /// Failed; waiting before the next attempt.
    WAITING
  }
}
