package org.vigie.server;

/// Cells of comma-separated tables (RFC 4180) that people open in spreadsheets.
final class Csv {

  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /// A cell. What a spreadsheet would take for a formula begins with an apostrophe, so that words
  /// which somebody typed as a reason compute nothing and call nobody (OWASP, CSV injection); line
  /// breaks become spaces.
  static String cell(String text) {
    var plain = text.replaceAll("[\\r\\n]+", " ");
    if (!plain.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      plain = "'" + plain;
    }
    return plain.contains(",") || plain.contains("\"") || plain.startsWith("'")
        ? '"' + plain.replace("\"", "\"\"") + '"'
        : plain;
  }
}
