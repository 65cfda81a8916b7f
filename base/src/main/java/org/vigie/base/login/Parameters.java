package org.vigie.base.login;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads lists of `name=value` or `name="value"`, as challenges, `Transport` and `fmtp` hold them.
public final class Parameters {

  private Parameters() {}

  /// The parameters in `text`, parted by `separator`; names in lower case, the first of a name
  /// counts. A name without a value has the empty one.
  public static Map<String, String> read(String text, char separator) {
    var found = new HashMap<String, String>();
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at, separator);
      var pair = text.substring(at, end);
      int equals = pair.indexOf('=');
      var name = (equals < 0 ? pair : pair.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        found.putIfAbsent(name, equals < 0 ? "" : unquote(pair.substring(equals + 1).strip()));
      }
      at = end + 1;
    }
    return found;
  }

  private static int end(String text, int from, char separator) {
    boolean quoted = false;
    int at = from;
    while (at < text.length() && (quoted || text.charAt(at) != separator)) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        at++;
      }
      at++;
    }
    return Math.min(at, text.length());
  }

  private static String unquote(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
