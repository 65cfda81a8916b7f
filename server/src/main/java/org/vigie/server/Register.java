package org.vigie.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The registers that the law and the habit of inspectors ask for, each a selection of the ledger's
/// entries: what is in one is proved by the other.
enum Register {
  /// R40: what became of recordings; destroyed reels, handed over copies, what was missing.
  RECORDINGS(
      "footage.deleted",
      "footage.not-deleted",
      "footage.exported",
      "case.handed-over",
      "footage.missing",
      "footage.recovered",
      "footage.restored",
      "footage.unreadable",
      "destruction.proof"),
  /// R19: each alert and its verdict.
  ALERTS("alert.", "snooze.", "desk."),
  /// Incidents, bookmarks, handovers, and what was said from outside: what people did about what
  /// they saw or heard.
  INCIDENTS("incident.", "bookmark.", "shift.", "log.", "outside."),
  /// Who was given leave to see or do what, who saw clear, and who was refused.
  ACCESS("permit.", "lift.", "relay.", "session.", "habilitation.", "account.", "program-key."),
  /// What left the house: footage, what inspectors took away, files for the authorities, what
  /// receivers of alarms were told.
  EXPORTS("footage.exported", "case.", "access.fetched", "inspection.", "dossier.", "tell."),
  OPENINGS("opening.", "custody."),
  HOLDS("hold."),
  MODELS("model."),
  /// What people did with cameras; sources that they had film.
  CAMERA_MOVES("camera.", "source."),
  ACTS("act.", "acts.", "profile.", "stop."),
  /// R53: each step of each request of somebody who was filmed.
  ACCESS_REQUESTS("access.");

  private final List<String> kinds;

  Register(String... kinds) {
    this.kinds = List.of(kinds);
  }

  boolean takes(String kind) {
    return kinds.stream()
        .anyMatch(wanted -> wanted.endsWith(".") ? kind.startsWith(wanted) : kind.equals(wanted));
  }

  /// As in an address: `camera-moves`.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Register> of(String word) {
    return List.of(values()).stream().filter(register -> register.word().equals(word)).findFirst();
  }
}
