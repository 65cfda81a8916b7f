package org.vigie.governance.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// RFC 6962 section 2.1 word for word, to compare with.
final class NaiveMerkle {

  private NaiveMerkle() {}

  static byte[] salted(byte[] salt, String body) {
    return sha256(salt, body.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] leaf(byte[] data) {
    return sha256(new byte[] {0}, data);
  }

  static byte[] root(List<byte[]> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(n - 1);
    return sha256(new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, n)));
  }

  /// The root that a proof leads to, by the algorithm of RFC 9162 section 2.1.3.2.
  static byte[] rootFrom(byte[] leaf, long index, long size, List<byte[]> path) {
    long fn = index;
    long sn = size - 1;
    var r = leaf;
    for (var p : path) {
      if ((fn & 1) == 1 || fn == sn) {
        r = sha256(new byte[] {1}, p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = sha256(new byte[] {1}, r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 ? r : new byte[0];
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
