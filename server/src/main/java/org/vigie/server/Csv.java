package org.vigie.server;

import java.util.regex.Pattern;

/// Cells of comma-separated tables (RFC 4180) that people open in spreadsheets.
final class Csv {

  /// Where a spreadsheet could see a formula begin: at the beginning of a cell, and behind whatever
  /// it may take for the end of one. A French one splits at semicolons, whatever quotes say.
  private static final Pattern FORMULA = Pattern.compile("(^|[;,\t\"] *)([=+@-]|^\t)");

  private Csv() {}

  /// A cell. What a spreadsheet would take for a formula has an apostrophe before it, so that words
  /// which somebody typed as a reason compute nothing and call nobody (OWASP, CSV injection); line
  /// breaks become spaces.
  static String cell(String text) {
    var plain = FORMULA.matcher(text.replaceAll("[\\r\\n]+", " ")).replaceAll("$1'$2");
    return plain.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\'')
        ? '"' + plain.replace("\"", "\"\"") + '"'
        : plain;
  }
}
