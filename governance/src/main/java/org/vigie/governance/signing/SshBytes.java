package org.vigie.governance.signing;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The encoding that OpenSSH's keys and signatures share (RFC 4251, section 5): a string is its
/// length in four bytes, then its bytes. Reading fails with an [IllegalArgumentException], which
/// says what is wrong.
final class SshBytes {

  private final ByteBuffer bytes;

  SshBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  byte[] take(int count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new IllegalArgumentException("it ends too early");
    }
    var taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  int number() {
    try {
      return bytes.getInt();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it ends too early", e);
    }
  }

  byte[] string() {
    return take(number());
  }

  String text() {
    return new String(string(), StandardCharsets.UTF_8);
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("something follows its end");
    }
  }

  /// The bytes between the lines `-----BEGIN WHAT-----` and `-----END WHAT-----`, which are all
  /// that stands there.
  static byte[] armoured(String text, String what) {
    var begin = "-----BEGIN " + what + "-----";
    var end = "-----END " + what + "-----";
    var stripped = text.strip();
    if (!stripped.startsWith(begin)
        || !stripped.endsWith(end)
        || stripped.length() < begin.length() + end.length()) {
      throw new IllegalArgumentException("it should begin with " + begin + " and end with " + end);
    }
    var inside = stripped.substring(begin.length(), stripped.length() - end.length());
    return Base64.getDecoder().decode(inside.replaceAll("\\s", ""));
  }

  static String armour(byte[] bytes, String what) {
    var lines =
        Base64.getMimeEncoder(70, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }

  /// Collects what is written.
  static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Out raw(byte[] some) {
      bytes.writeBytes(some);
      return this;
    }

    Out number(int value) {
      return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    Out string(byte[] some) {
      return number(some.length).raw(some);
    }

    Out text(String text) {
      return string(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] made() {
      return bytes.toByteArray();
    }
  }
}
