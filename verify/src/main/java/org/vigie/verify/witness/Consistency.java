package org.vigie.verify.witness;

import java.util.Arrays;
import java.util.List;
import org.vigie.verify.Hashes;
import org.vigie.verify.Head;

/// Whether a proof shows that one tree is the beginning of another (RFC 6962 section 2.1.2, checked
/// as RFC 9162 section 2.1.4.2 says).
final class Consistency {

  private Consistency() {}

  static boolean holds(Head before, Head after, List<byte[]> proof) {
    if (before.size() == 0 || before.size() == after.size()) {
      return proof.isEmpty()
          && (before.size() == 0 || Arrays.equals(before.root(), after.root()))
          && (after.size() > 0 || Arrays.equals(after.root(), Hashes.sha256()));
    }
    boolean isSubtree = Long.bitCount(before.size()) == 1;
    if (before.size() > after.size() || (proof.isEmpty() && !isSubtree)) {
      return false;
    }
    long left = before.size() - 1;
    long right = after.size() - 1;
    int shift = Long.numberOfTrailingZeros(~left);
    left >>>= shift;
    right >>>= shift;
    var old = isSubtree ? before.root() : proof.getFirst();
    var fresh = old;
    for (var hash : proof.subList(isSubtree ? 0 : 1, proof.size())) {
      if (right == 0) {
        return false;
      }
      if ((left & 1) == 1 || left == right) {
        old = Hashes.node(hash, old);
        fresh = Hashes.node(hash, fresh);
        while ((left & 1) == 0 && left != 0) {
          left >>>= 1;
          right >>>= 1;
        }
      } else {
        fresh = Hashes.node(fresh, hash);
      }
      left >>>= 1;
      right >>>= 1;
    }
    return right == 0 && Arrays.equals(old, before.root()) && Arrays.equals(fresh, after.root());
  }
}
