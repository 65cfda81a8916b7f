package org.vigie.governance.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes of files.
public final class Digests {

  private Digests() {}

  /// 64 hexadecimal digits.
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(of("SHA-256", bytes));
  }

  static byte[] of(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
