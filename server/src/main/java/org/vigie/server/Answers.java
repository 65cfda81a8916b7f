package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.vigie.governance.ActOrigin;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.ledger.Checkpoint;

/// The pieces that several answers of the API share; each is a schema of openapi.yaml.
final class Answers {

  private Answers() {}

  /// An act in force.
  record ActAnswer(
      String number, String authority, Instant from, Instant to, long daysLeft, boolean signed) {

    static ActAnswer of(RecordingAct act, Instant now) {
      return of(act.number(), act.authority(), act.from(), act.until(), act.origin(), now);
    }

    static ActAnswer of(DetectionAct act, Instant now) {
      return of(act.number(), act.authority(), act.from(), act.until(), act.origin(), now);
    }

    private static ActAnswer of(
        String number,
        String authority,
        Instant from,
        Instant until,
        ActOrigin origin,
        Instant now) {
      long days = Math.max(0, Duration.between(now, until).toDays());
      return new ActAnswer(number, authority, from, until, days, origin.isSigned());
    }
  }

  /// A signed head of the ledger.
  record CheckpointAnswer(
      String origin, long size, String root, String note, Optional<Instant> at) {

    static CheckpointAnswer of(Checkpoint checkpoint) {
      return new CheckpointAnswer(
          checkpoint.origin(),
          checkpoint.size(),
          Base64.getEncoder().encodeToString(checkpoint.root()),
          checkpoint.note(),
          Optional.empty());
    }
  }

  /// A stretch of time.
  record StretchAnswer(Instant from, Instant to) {}
}
