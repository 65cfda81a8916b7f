package org.vigie.custody.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A form as a browser posts it (`application/x-www-form-urlencoded`). It holds a passphrase, so it
/// never becomes a string and is overwritten by [#close].
final class Form implements AutoCloseable {

  private final Map<String, char[]> fields = new HashMap<>();

  /// Reads a body and overwrites it. What is not well encoded is left out.
  Form(byte[] body) {
    int at = 0;
    while (at < body.length) {
      int end = at;
      while (end < body.length && body[end] != '&') {
        end++;
      }
      int equals = at;
      while (equals < end && body[equals] != '=') {
        equals++;
      }
      var name = new String(body, at, equals - at, StandardCharsets.US_ASCII);
      fields.put(name, decoded(body, Math.min(equals + 1, end), end));
      at = end + 1;
    }
    Arrays.fill(body, (byte) 0);
  }

  private static char[] decoded(byte[] body, int from, int to) {
    var bytes = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (body[i] == '+') {
        bytes[length++] = ' ';
      } else if (body[i] == '%' && i + 2 < to) {
        int high = Character.digit(body[i + 1], 16);
        int low = Character.digit(body[i + 2], 16);
        bytes[length++] = (byte) (16 * high + low);
        i += 2;
      } else {
        bytes[length++] = body[i];
      }
    }
    var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
    var chars = new char[decoded.remaining()];
    decoded.get(chars);
    Arrays.fill(decoded.array(), '\0');
    Arrays.fill(bytes, (byte) 0);
    return chars;
  }

  /// A field; empty if there is none. Overwritten with the form.
  char[] secret(String name) {
    return fields.getOrDefault(name, new char[0]);
  }

  /// A field that is no secret.
  String text(String name) {
    return new String(secret(name));
  }

  @Override
  public void close() {
    fields.values().forEach(field -> Arrays.fill(field, '\0'));
  }
}
