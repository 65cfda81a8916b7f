package org.vigie.server.log;

import java.util.Map;
import org.vigie.governance.ledger.Checkpoint;

/// What commits to a printed shift.
///
/// @param sha256 of its text, hexadecimal
/// @param entry the ledger's entry that has it
/// @param checkpoint a signed head that holds that entry
/// @param files what is attached to the printed document, by name
public record ShiftProof(
    String sha256, long entry, Checkpoint checkpoint, Map<String, byte[]> files) {

  public ShiftProof {
    files = Map.copyOf(files);
  }
}
