package org.vigie.recording;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes that reels are chained with.
public final class Digests {

  public static final int HASH_BYTES = 32;

  private Digests() {}

  /// SHA-512/256: on 64-bit processors without SHA instructions half the cost of SHA-256.
  public static MessageDigest chain() {
    return digest("SHA-512/256");
  }

  /// SHA-256, which every other tool knows: for exported files.
  static MessageDigest export() {
    return digest("SHA-256");
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + name, e);
    }
  }
}
