package org.vigie.custody.program;

/// A page under construction. What somebody else wrote gets in through [#text] alone, where it
/// becomes text and nothing else.
final class Html {

  private final StringBuilder out = new StringBuilder();

  /// Markup that is written in this program.
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /// Any text.
  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return this;
  }

  /// A text in an element, which is one of this program's.
  Html element(String name, String attributes, String text) {
    return raw("<" + name + attributes + ">").text(text).raw("</" + name + ">\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
