package org.vigie.server.notice;

import java.time.Instant;
import java.util.Optional;

/// The public page, as data.
///
/// @param publication absent while it is only being prepared
public record Notice(Declaration declaration, Figures figures, Optional<Publication> publication) {

  /// @param sha256 of the bytes of `declaration.json`, as in the ledger
  /// @param entry the ledger entry's index
  public record Publication(String sha256, Instant at, long entry) {}
}
