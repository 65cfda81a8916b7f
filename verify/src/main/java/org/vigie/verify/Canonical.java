package org.vigie.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads JSON of text, whole numbers, booleans, lists and maps, and writes it canonically (RFC
/// 8785), so that a text is canonical exactly when it comes back unchanged.
final class Canonical {

  private final String json;
  private int at;

  private Canonical(String json) {
    this.json = json;
  }

  /// @throws IllegalArgumentException if it is not such JSON, or not in its canonical form
  static Object read(String json) {
    var reader = new Canonical(json);
    var value = reader.value(0);
    var written = new StringBuilder();
    write(value, written);
    if (!written.toString().equals(json)) {
      throw new IllegalArgumentException("it is not in canonical form");
    }
    return value;
  }

  private Object value(int depth) {
    if (depth > 32) {
      throw new IllegalArgumentException("it is nested too deeply");
    }
    char c = peek();
    if (c == '"') {
      return text();
    } else if (c == '{') {
      return map(depth);
    } else if (c == '[') {
      return list(depth);
    } else if (json.startsWith("true", at)) {
      at += 4;
      return true;
    } else if (json.startsWith("false", at)) {
      at += 5;
      return false;
    }
    int from = at;
    while (at < json.length() && "-0123456789".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    return Long.parseLong(json, from, at, 10);
  }

  private Map<String, Object> map(int depth) {
    var map = new TreeMap<String, Object>();
    at++;
    while (peek() != '}') {
      at += map.isEmpty() ? 0 : 1;
      var name = text();
      at++;
      map.put(name, value(depth + 1));
    }
    at++;
    return map;
  }

  private List<Object> list(int depth) {
    var list = new ArrayList<Object>();
    at++;
    while (peek() != ']') {
      at += list.isEmpty() ? 0 : 1;
      list.add(value(depth + 1));
    }
    at++;
    return list;
  }

  /// Skips quotes, colons and commas without looking: whatever stood there instead, the text that
  /// is written afterwards differs.
  private String text() {
    var text = new StringBuilder();
    at++;
    while (peek() != '"') {
      char c = json.charAt(at++);
      if (c == '\\') {
        c = peek();
        at++;
        text.append(
            switch (c) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'u' -> unicode();
              default -> c;
            });
      } else {
        text.append(c);
      }
    }
    at++;
    return text.toString();
  }

  private char unicode() {
    at += 4;
    return (char) Integer.parseInt(json, at - 4, Math.min(at, json.length()), 16);
  }

  private char peek() {
    if (at >= json.length()) {
      throw new IllegalArgumentException("it is not whole JSON");
    }
    return json.charAt(at);
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case String text -> writeText(text, out);
      case List<?> list -> {
        var before = '[';
        for (var member : list) {
          out.append(before);
          write(member, out);
          before = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> map -> {
        var before = '{';
        for (var field : map.entrySet()) {
          out.append(before);
          writeText((String) field.getKey(), out);
          write(field.getValue(), out.append(':'));
          before = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case Object word -> out.append(word);
    }
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      int escape = "\b\f\n\r\t\"\\".indexOf(c);
      if (escape >= 0) {
        out.append('\\').append("bfnrt\"\\".charAt(escape));
      } else if (c < ' ') {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
