package org.vigie.app;

import java.util.List;

/// What came of an export.
///
/// @param error a plain sentence; empty if it worked
/// @param lines for the person who asked, one for each file
record ExportAnswer(String error, List<String> lines) {

  ExportAnswer {
    lines = List.copyOf(lines);
  }

  static ExportAnswer failed(String why) {
    return new ExportAnswer(why, List.of());
  }
}
