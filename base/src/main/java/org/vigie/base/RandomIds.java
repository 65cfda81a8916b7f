package org.vigie.base;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/// Identifiers that say nothing about what they name.
public final class RandomIds {

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  /// A fresh identifier of `bytes` random bytes, in lower-case hexadecimal.
  public static String hex(int bytes) {
    var id = new byte[bytes];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /// A fresh UUID (RFC 9562, version 4), for protocols that want one.
  public static String uuid() {
    return UUID.randomUUID().toString();
  }
}
