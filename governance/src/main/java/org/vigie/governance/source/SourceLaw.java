package org.vigie.governance.source;

import java.time.Instant;
import java.util.Optional;
import org.vigie.governance.RecordingAct;
import org.vigie.model.CameraId;

/// What [Sources] asks the rest of governance. Answers without waiting.
public interface SourceLaw {

  /// The latest wall time ever read.
  Instant latest();

  /// The act that covers a source now, whether or not it is open.
  Optional<RecordingAct> act(CameraId camera);

  /// Whether a person may have it film.
  boolean mayOpen(String person, CameraId camera);

  /// Whether a person may end what somebody else has opened.
  boolean mayEnd(String person, CameraId camera);
}
