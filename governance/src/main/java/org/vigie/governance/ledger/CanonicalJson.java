package org.vigie.governance.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON with exactly one form for each value: RFC 8785 for what facts can be. Keys in order of
/// their UTF-16 units, no spaces, only the escapes that are needed, whole numbers only.
public final class CanonicalJson {

  private CanonicalJson() {}

  /// A map as canonical JSON.
  ///
  /// @param facts as in [Entry]
  public static String of(Map<String, ?> facts) {
    return write(Facts.plain(facts));
  }

  /// @param value text, [Long], [Boolean], or a list or map of these
  static String write(Object value) {
    var out = new StringBuilder(256);
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case String text -> writeText(text, out);
      case Long number -> out.append(number.longValue());
      case Boolean yes -> out.append(yes.booleanValue());
      case List<?> list -> {
        out.append('[');
        var comma = "";
        for (var member : list) {
          out.append(comma);
          write(member, out);
          comma = ",";
        }
        out.append(']');
      }
      case Map<?, ?> map -> {
        out.append('{');
        var comma = "";
        for (var field : new TreeMap<>(map).entrySet()) {
          out.append(comma);
          writeText((String) field.getKey(), out);
          out.append(':');
          write(field.getValue(), out);
          comma = ",";
        }
        out.append('}');
      }
      case Object other -> throw new IllegalArgumentException("not canonical: " + other);
    }
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// Reads what [#write] wrote, as lists, maps, text, [Long] and [Boolean].
  ///
  /// @throws IllegalArgumentException if it is anything else
  static Object read(String json) {
    var reader = new Reader(json);
    var value = reader.value(0);
    reader.expectEnd();
    return value;
  }

  private static final class Reader {
    private static final int DEEPEST = 32;
    private final String json;
    private int at;

    Reader(String json) {
      this.json = json;
    }

    Object value(int depth) {
      if (depth > DEEPEST) {
        throw wrong();
      }
      return switch (peek()) {
        case '"' -> text();
        case '{' -> map(depth);
        case '[' -> list(depth);
        case 't' -> word("true", true);
        case 'f' -> word("false", false);
        default -> number();
      };
    }

    private Map<String, Object> map(int depth) {
      var map = new TreeMap<String, Object>();
      take('{');
      while (peek() != '}') {
        if (!map.isEmpty()) {
          take(',');
        }
        var name = text();
        take(':');
        map.put(name, value(depth + 1));
      }
      take('}');
      return map;
    }

    private List<Object> list(int depth) {
      var list = new ArrayList<Object>();
      take('[');
      while (peek() != ']') {
        if (!list.isEmpty()) {
          take(',');
        }
        list.add(value(depth + 1));
      }
      take(']');
      return list;
    }

    private String text() {
      take('"');
      var text = new StringBuilder();
      while (peek() != '"') {
        char c = json.charAt(at++);
        text.append(c == '\\' ? escaped() : c);
      }
      take('"');
      return text.toString();
    }

    private char escaped() {
      char c = peek();
      at++;
      return switch (c) {
        case '"', '\\' -> c;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> {
          if (at + 4 > json.length()) {
            throw wrong();
          }
          at += 4;
          yield (char) Integer.parseInt(json.substring(at - 4, at), 16);
        }
        default -> throw wrong();
      };
    }

    private Object number() {
      int from = at;
      while (at < json.length() && "-0123456789".indexOf(json.charAt(at)) >= 0) {
        at++;
      }
      return Long.parseLong(json.substring(from, at));
    }

    private Boolean word(String word, boolean value) {
      if (!json.startsWith(word, at)) {
        throw wrong();
      }
      at += word.length();
      return value;
    }

    private char peek() {
      if (at >= json.length()) {
        throw wrong();
      }
      return json.charAt(at);
    }

    private void take(char expected) {
      if (peek() != expected) {
        throw wrong();
      }
      at++;
    }

    void expectEnd() {
      if (at != json.length()) {
        throw wrong();
      }
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("not canonical JSON at character " + at);
    }
  }
}
