package org.vigie.verify;

import java.io.PrintStream;

/// Writes lines in which nothing but letters is left: whatever a terminal would obey, or would show
/// where it does not stand, is written by its number. Names of files and words of a manifest are
/// those of whoever made the folder, and could else take back a line that was written, or write one
/// that says that all holds.
final class PlainOutput extends PrintStream {

  private PlainOutput(PrintStream to) {
    super(to, true, to.charset());
  }

  static PrintStream of(PrintStream to) {
    return to instanceof PlainOutput ? to : new PlainOutput(to);
  }

  /// The end of a line is one too: one sentence is one line.
  @Override
  public void println(String line) {
    super.println(plain(line));
  }

  static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              if (isObeyed(letter)) {
                for (char unit : Character.toChars(letter)) {
                  plain.append("\\u%04x".formatted((int) unit));
                }
              } else {
                plain.appendCodePoint(letter);
              }
            });
    return plain.toString();
  }

  private static boolean isObeyed(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
