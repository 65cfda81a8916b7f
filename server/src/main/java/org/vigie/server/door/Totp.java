package org.vigie.server.door;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that change with time, RFC 6238, in the one form that every authenticator app knows:
/// HMAC-SHA-1, six digits, a new one every 30 s.
final class Totp {

  static final int DIGITS = 6;
  static final int PERIOD_SECONDS = 30;

  /// RFC 4226 asks for as many bits as the hash has.
  private static final int SECRET_BYTES = 20;

  /// How many steps a telephone's clock may be off, either way.
  private static final int TOLERANCE = 1;

  private static final Pattern CODE = Pattern.compile("[0-9]{" + DIGITS + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Totp() {}

  static byte[] freshSecret() {
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return secret;
  }

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), PERIOD_SECONDS);
  }

  /// Whether what was typed looks like a code at all, and not like something else that one types.
  static boolean isCode(String typed) {
    return CODE.matcher(typed).matches();
  }

  /// The step that a code belongs to, if that is about now and later than the last one taken: a
  /// code
  /// works once, and none before it works afterwards.
  static OptionalLong match(byte[] secret, String code, Instant now, long lastTaken) {
    long present = step(now);
    var found = OptionalLong.empty();
    for (long step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
      // All are computed, whichever fits: how long it takes says nothing.
      boolean fits = code(secret, step, DIGITS).equals(code);
      if (fits && step > lastTaken) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /// The code of a step, RFC 4226, section 5.3.
  static String code(byte[] secret, long step, int digits) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0x0f;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
      return ("%0" + digits + "d").formatted(number % Math.powExact(10L, digits));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /// What a QR code tells an authenticator app. `issuer` and `account` are shown there.
  static String address(byte[] secret, String issuer, String account) {
    return String.format(
        Locale.ROOT,
        "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d",
        percent(issuer),
        percent(account),
        Base32.encode(secret),
        percent(issuer),
        DIGITS,
        PERIOD_SECONDS);
  }

  /// As it stands in an address, where a space is no plus.
  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
