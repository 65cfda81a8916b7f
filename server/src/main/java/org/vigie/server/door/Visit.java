package org.vigie.server.door;

import java.time.Instant;
import java.util.Optional;

/// The visit of somebody from outside who maintains the town's Vigie.
///
/// @param id names it; no secret
/// @param person the guest's id in the ledger
/// @param organisation whom the guest comes from
/// @param name the guest's, as the town writes it; empty once its record is deleted
/// @param reference of the contract or the ticket
/// @param by who opened it
/// @param companion who accompanies it, which may be who opened it
/// @param until when it ends at the latest, whenever it begins
/// @param confirmed when the companion said yes; at once where nobody else is asked
/// @param began when the guest came in
/// @param why it ended; empty while it has not
/// @param endedBy who ended it; empty where nobody did
/// @param requests how many its record holds, once it is closed
/// @param bytes of its record, once it is closed
/// @param sha256 of its record, in hexadecimal digits, once it is closed
public record Visit(
    String id,
    String person,
    String organisation,
    String name,
    String reference,
    String by,
    String companion,
    Instant opened,
    Instant until,
    Optional<Instant> confirmed,
    Optional<Instant> began,
    Optional<Instant> ended,
    Optional<Why> why,
    Optional<String> endedBy,
    long requests,
    long bytes,
    Optional<String> sha256) {

  /// Why a visit ended. Names are stored in the ledger: only append.
  public enum Why {
    /// Its time was over.
    TIME,
    /// Somebody of the town ended it.
    ENDED,
    /// The guest signed out.
    LEFT,
    /// Its record could not be written, or was full: what is not on record is not done.
    RECORD
  }

  /// How far a visit is.
  public enum State {
    /// The companion has yet to confirm it.
    UNCONFIRMED,
    /// The guest has yet to come.
    READY,
    RUNNING,
    ENDED
  }

  public State state() {
    if (ended.isPresent()) {
      return State.ENDED;
    }
    if (began.isPresent()) {
      return State.RUNNING;
    }
    return confirmed.isPresent() ? State.READY : State.UNCONFIRMED;
  }
}
