package org.vigie.governance.ledger;

import java.util.List;

/// Shows that an entry stands in the tree of a checkpoint, without showing any other entry.
///
/// @param leaf the entry's place in its year's log, from 0
/// @param salt with `body`, gives the leaf: SHA-256(0x00 || SHA-256(salt || body))
/// @param body the entry's canonical JSON
/// @param path the hashes of RFC 6962 section 2.1.1, from the leaf upwards
public record InclusionProof(
    long leaf, byte[] salt, String body, List<byte[]> path, Checkpoint checkpoint) {
  public InclusionProof {
    path = List.copyOf(path);
  }
}
