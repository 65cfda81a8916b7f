package org.vigie.recording;

import java.time.Instant;
import java.util.Optional;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// What the recording of one camera is doing, for screens and alarms; never evidence: that is on
/// disk, see [Audit].
///
/// @param reason why nothing is recorded; empty while recording
/// @param detail one plain sentence; empty while recording
/// @param durableUntil up to when pictures are safely on disk; empty before the first part
/// @param pendingBytes how much waits for the disk
/// @param durableParts how many parts are safely on disk, counted since the recorder was opened
/// @param durableTicks how long those are, in ticks of their media time, see
///     [org.vigie.model.AccessUnit#TICKS_PER_SECOND]
/// @param measured what was stored lately; empty until there is enough of it
public record RecordingState(
    CameraId camera,
    boolean recording,
    Optional<GapReason> reason,
    String detail,
    Optional<Instant> durableUntil,
    long pendingBytes,
    long durableParts,
    long durableTicks,
    Optional<Measured> measured) {

  /// Whether a person must look: the machine itself, not the camera or the law, loses pictures.
  public boolean alarm() {
    return reason
        .filter(r -> r == GapReason.DISK || r == GapReason.OVERLOAD || r == GapReason.CLOCK)
        .isPresent();
  }
}
