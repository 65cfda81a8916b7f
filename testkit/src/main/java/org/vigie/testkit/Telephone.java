package org.vigie.testkit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An authenticator app, written from RFC 4226, 4648 and 6238 apart from the server's.
public final class Telephone {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] secret;

  /// @param key in Base 32, as it is typed
  public Telephone(String key) {
    secret = new byte[key.length() * 5 / 8];
    for (int bit = 0; bit < secret.length * 8; bit++) {
      int letter = LETTERS.indexOf(key.charAt(bit / 5));
      if (((letter >> (4 - bit % 5)) & 1) == 1) {
        secret[bit / 8] |= (byte) (0x80 >> bit % 8);
      }
    }
  }

  /// What it shows at an instant.
  public String code(Instant at) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(at.getEpochSecond() / 30).array());
      int from = hash[19] & 15;
      int number = ByteBuffer.wrap(hash, from, 4).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
