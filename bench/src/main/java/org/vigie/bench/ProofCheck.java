package org.vigie.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.vigie.governance.ledger.InclusionProof;

/// Checks inclusion proofs as RFC 9162 section 2.1.3.2 says; written from there, apart from what
/// makes them.
final class ProofCheck {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private ProofCheck() {}

  /// Whether the proof leads from its entry to the root that its checkpoint signs.
  static boolean holds(InclusionProof proof) {
    long last = proof.checkpoint().size() - 1;
    long at = proof.leaf();
    if (at > last) {
      return false;
    }
    var hash = hash(proof.salt(), proof.body().getBytes(StandardCharsets.UTF_8));
    var root = hash(LEAF, hash);
    for (var other : proof.path()) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        root = hash(NODE, other, root);
        while ((at & 1) == 0 && at != 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        root = hash(NODE, root, other);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(root, proof.checkpoint().root());
  }

  private static byte[] hash(byte[]... pieces) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var piece : pieces) {
        digest.update(piece);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
