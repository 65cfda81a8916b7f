package org.vigie.custody;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The few ways in which this package writes bytes as text and back. All of it refuses what it
/// would not have written itself, so that one content has one form.
final class Texts {

  private static final Pattern PERSON = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029\\u0085]{1,500}");

  private Texts() {}

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] base64(String text, String what) throws CustodyRefused {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (base64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new CustodyRefused(what + " is not Base64.");
  }

  /// @param bytes how many there must be
  static byte[] base64(String text, int bytes, String what) throws CustodyRefused {
    var read = base64(text, what);
    if (read.length != bytes) {
      throw new CustodyRefused(
          "%s has %d bytes instead of %d.".formatted(what, read.length, bytes));
    }
    return read;
  }

  /// A text that was written as Base64 of its UTF-8.
  static String text(String base64, String what) throws CustodyRefused {
    var bytes = base64(base64, what);
    var text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(utf8(text), bytes)) {
      throw new CustodyRefused(what + " is not UTF-8.");
    }
    return text;
  }

  /// In eight groups of eight hexadecimal digits, to be read out over a telephone.
  static String fingerprint(byte[] sha256) {
    return String.join(" ", hex(sha256).split("(?<=\\G.{8})", -1)).strip();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// A pseudonymous staff id.
  static boolean isPerson(String text) {
    return PERSON.matcher(text).matches();
  }

  /// What [Custodian#id] gives.
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// One line that can be shown as it is.
  static boolean isLine(String text) {
    return LINE.matcher(text).matches();
  }

  static byte[] sha256(byte[]... pieces) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var piece : pieces) {
        digest.update(piece);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
