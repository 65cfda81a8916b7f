package org.vigie.governance.ledger;

import java.util.List;

/// The proof that a checkpoint continues an earlier one (RFC 6962 section 2.1.2).
///
/// @param from how many entries the earlier one covers
/// @param hashes 32 bytes each, never modified; none if `from` is 0 or all there is
public record Continuation(long from, List<byte[]> hashes, Checkpoint checkpoint) {

  public Continuation {
    hashes = List.copyOf(hashes);
  }
}
