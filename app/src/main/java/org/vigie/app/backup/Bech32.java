package org.vigie.app.backup;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/// Bytes as text that people copy (BIP 173), as age writes its keys: a prefix, `1`, groups of five
/// bits, and six letters that tell when one was mistyped.
final class Bech32 {

  private static final String LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECK_LETTERS = 6;

  private Bech32() {}

  /// In lower case.
  static String encode(String prefix, byte[] bytes) {
    int letters = (bytes.length * 8 + 4) / 5;
    var fives = new byte[letters];
    int held = 0;
    int bits = 0;
    int at = 0;
    for (byte one : bytes) {
      held = held << 8 | (one & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        fives[at++] = (byte) (held >>> bits & 31);
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      fives[at] = (byte) (held << (5 - bits) & 31);
    }
    var text = new StringBuilder(prefix).append('1');
    for (byte five : fives) {
      text.append(LETTERS.charAt(five));
    }
    int check = checksum(prefix, fives, true);
    for (int i = 0; i < CHECK_LETTERS; i++) {
      text.append(LETTERS.charAt(check >>> 5 * (CHECK_LETTERS - 1 - i) & 31));
    }
    return text.toString();
  }

  /// The bytes; nothing for another prefix, mixed case, or a letter that is not right.
  static Optional<byte[]> decode(String prefix, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    boolean oneCase = text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT));
    if (!oneCase || !lower.startsWith(prefix + "1")) {
      return Optional.empty();
    }
    var data = lower.substring(prefix.length() + 1);
    if (data.length() < CHECK_LETTERS) {
      return Optional.empty();
    }
    var fives = new byte[data.length()];
    for (int i = 0; i < fives.length; i++) {
      int value = LETTERS.indexOf(data.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      fives[i] = (byte) value;
    }
    return checksum(prefix, fives, false) == 0
        ? bytes(fives, fives.length - CHECK_LETTERS)
        : Optional.empty();
  }

  private static Optional<byte[]> bytes(byte[] fives, int count) {
    var bytes = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      held = held << 5 | fives[i];
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >>> bits);
        held &= (1 << bits) - 1;
      }
    }
    return bits < 5 && held == 0 ? Optional.of(bytes.toByteArray()) : Optional.empty();
  }

  /// @param fresh to be written behind `fives`; else they end with one, and the result should be 0
  private static int checksum(String prefix, byte[] fives, boolean fresh) {
    int check = 1;
    for (int i = 0; i < prefix.length(); i++) {
      check = step(check, prefix.charAt(i) >>> 5);
    }
    check = step(check, 0);
    for (int i = 0; i < prefix.length(); i++) {
      check = step(check, prefix.charAt(i) & 31);
    }
    for (byte five : fives) {
      check = step(check, five);
    }
    for (int i = 0; fresh && i < CHECK_LETTERS; i++) {
      check = step(check, 0);
    }
    return check ^ 1;
  }

  private static int step(int check, int value) {
    int top = check >>> 25;
    int next = (check & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if ((top >>> i & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }
}
