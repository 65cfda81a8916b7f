package org.vigie.server.notice;

/// A page under construction: text is escaped where it enters, so that nothing from a configuration
/// can become markup. Not safe for several threads.
public final class Html {

  private final StringBuilder text = new StringBuilder(16_384);

  /// Markup of ours; each `%s` is filled with escaped text.
  public Html add(String markup, Object... values) {
    var safe = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      safe[i] = escaped(String.valueOf(values[i]));
    }
    text.append(values.length == 0 ? markup : markup.formatted(safe));
    return this;
  }

  /// Markup that was built by another [Html].
  public Html add(Html other) {
    text.append(other.text);
    return this;
  }

  /// Text as it stands in markup.
  public static String escaped(String raw) {
    var out = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
