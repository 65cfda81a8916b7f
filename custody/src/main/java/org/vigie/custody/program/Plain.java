package org.vigie.custody.program;

/// Text that somebody else wrote, made fit to be shown: what could move the cursor, hide letters or
/// turn their direction is shown as a number instead.
final class Plain {

  private Plain() {}

  static String text(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                plain.appendCodePoint(c);
              } else {
                plain.append("\\u{%x}".formatted(c));
              }
            });
    return plain.toString();
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
