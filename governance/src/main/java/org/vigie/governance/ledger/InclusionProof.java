package org.vigie.governance.ledger;

import java.util.HexFormat;
import java.util.List;

/// Shows that an entry stands in the tree of a checkpoint, without showing any other entry.
///
/// @param leaf the entry's place in its year's log, from 0
/// @param salt with `body`, gives the leaf: SHA-256(0x00 || SHA-256(salt || body))
/// @param body the entry's canonical JSON
/// @param words the free text that its body holds hashes of, as far as it is still there
/// @param path the hashes of RFC 6962 section 2.1.1, from the leaf upwards
public record InclusionProof(
    long leaf,
    byte[] salt,
    String body,
    List<KeptWords> words,
    List<byte[]> path,
    Checkpoint checkpoint) {
  public InclusionProof {
    words = List.copyOf(words);
    path = List.copyOf(path);
  }

  /// As it is handed to others: lines of leaf, salt, body, and the path's hashes in lower-case
  /// hexadecimal from the leaf upwards.
  public String text() {
    var hex = HexFormat.of();
    var text = new StringBuilder();
    text.append(leaf).append('\n').append(hex.formatHex(salt)).append('\n').append(body);
    path.forEach(hash -> text.append('\n').append(hex.formatHex(hash)));
    return text.append('\n').toString();
  }
}
