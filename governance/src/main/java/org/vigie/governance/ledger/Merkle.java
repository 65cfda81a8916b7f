package org.vigie.governance.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The hashes of RFC 6962 section 2.1, over SHA-256.
final class Merkle {

  static final int HASH_BYTES = 32;

  private Merkle() {}

  static byte[] leaf(byte[] data) {
    var digest = sha256();
    digest.update((byte) 0);
    return digest.digest(data);
  }

  static byte[] node(byte[] left, byte[] right) {
    var digest = sha256();
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
    return sha256().digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
