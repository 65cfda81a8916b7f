package org.vigie.server.door;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.vigie.base.Sha256;

/// A secret that stands for a session or a one-time link: 32 random bytes as 43 letters. Only its
/// hash is stored, which is also what it is looked up by, so comparing leaks nothing.
final class Token {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Token() {}

  static String fresh() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] hash(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
  }
}
