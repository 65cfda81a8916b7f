package org.vigie.governance.ledger;

import java.util.Arrays;
import java.util.Base64;

/// The signed head of one year's log (C2SP tlog-checkpoint).
///
/// @param origin which log: `vigie/TOWN/YEAR`
/// @param size how many entries of that year it covers
/// @param root the RFC 6962 tree hash of those entries, 32 bytes, never modified
/// @param note the signed note itself, as served
public record Checkpoint(String origin, long size, byte[] root, String note) {

  static Checkpoint sign(String origin, long size, byte[] root, LogKey key) {
    var base64 = Base64.getEncoder();
    var text = origin + "\n" + size + "\n" + base64.encodeToString(root) + "\n";
    var signature = key.sign(text);
    var line = Arrays.copyOf(key.id(origin), 4 + signature.length);
    System.arraycopy(signature, 0, line, 4, signature.length);
    return new Checkpoint(
        origin, size, root, text + "\n— " + origin + " " + base64.encodeToString(line) + "\n");
  }

  /// Reads a note and checks this log's own signature; those of witnesses are left alone.
  ///
  /// @throws LedgerRefused with the reason, which names `where`
  static Checkpoint read(String note, LogKey key, String where) throws LedgerRefused {
    try {
      int end = note.lastIndexOf("\n\n") + 1;
      var text = note.substring(0, end);
      var lines = text.split("\n", -1);
      var origin = lines[0];
      var root = Base64.getDecoder().decode(lines[2]);
      var signer = "— " + origin + " ";
      for (var line : note.substring(end + 1).split("\n")) {
        if (line.startsWith(signer) && signedBy(key, origin, text, line, signer.length())) {
          return new Checkpoint(origin, Long.parseLong(lines[1]), root, note);
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new LedgerRefused(where + " is not a checkpoint: put the ledger back from its backup.");
    }
    throw new LedgerRefused(
        where
            + " was not signed with this ledger's key: the checkpoint was altered,"
            + " or the key belongs to another ledger.");
  }

  private static boolean signedBy(LogKey key, String name, String text, String line, int at) {
    var bytes = Base64.getDecoder().decode(line.substring(at));
    return bytes.length > 4
        && Arrays.equals(bytes, 0, 4, key.id(name), 0, 4)
        && key.verifies(text, Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint checkpoint && note.equals(checkpoint.note);
  }

  @Override
  public int hashCode() {
    return note.hashCode();
  }
}
