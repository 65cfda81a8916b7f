package org.vigie.desk;

import java.time.Instant;
import java.util.Optional;
import org.vigie.model.CameraId;

/// One line of the shift log: something that people did or noted.
///
/// @param at when it was written
/// @param person pseudonymous
/// @param entry index of its entry in the ledger
/// @param incident the number of the incident it belongs to
/// @param shift the number of the shift that it ends or acknowledges
/// @param moment of the picture it is about
/// @param words what was typed; empty where nothing was, or where it has ended
public record LogLine(
    long id,
    Instant at,
    LineKind kind,
    String person,
    long entry,
    Optional<Long> incident,
    Optional<Long> shift,
    Optional<CameraId> camera,
    Optional<Instant> moment,
    Optional<Long> alert,
    Optional<String> words) {

  LogLine with(Optional<String> typed) {
    return new LogLine(id, at, kind, person, entry, incident, shift, camera, moment, alert, typed);
  }
}
