package org.vigie.recording;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes that reels are chained with.
public final class Digests {

  public static final int HASH_BYTES = 32;

  private Digests() {}

  /// SHA-512/256: on 64-bit processors without SHA instructions half the cost of SHA-256.
  public static MessageDigest chain() {
    try {
      return MessageDigest.getInstance("SHA-512/256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512/256", e);
    }
  }
}
