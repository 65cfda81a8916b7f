package org.vigie.governance.ledger;

import java.util.List;
import org.vigie.base.Sha256;

/// The hashes of RFC 6962 section 2.1, over SHA-256.
final class Merkle {

  static final int HASH_BYTES = 32;

  private Merkle() {}

  static byte[] leaf(byte[] data) {
    var digest = Sha256.digest();
    digest.update((byte) 0);
    return digest.digest(data);
  }

  static byte[] node(byte[] left, byte[] right) {
    var digest = Sha256.digest();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  /// The root over `hashes`, a power of two of them.
  static byte[] perfect(List<byte[]> hashes) {
    int half = hashes.size() / 2;
    return half == 0
        ? hashes.getFirst()
        : node(perfect(hashes.subList(0, half)), perfect(hashes.subList(half, hashes.size())));
  }

  static byte[] empty() {
    return Sha256.digest().digest();
  }
}
