package org.vigie.app;

import java.util.List;

/// What came of a command on this machine.
///
/// @param error a plain sentence; empty if it worked
/// @param lines for the person who asked
record ControlAnswer(String error, List<String> lines) {

  ControlAnswer {
    lines = List.copyOf(lines);
  }

  /// Tells whoever asked.
  ///
  /// @return the exit code
  int print() {
    if (!error.isEmpty()) {
      System.err.println("vigie: " + error);
      return 1;
    }
    lines.forEach(System.out::println);
    return 0;
  }

  static ControlAnswer failed(String why) {
    return new ControlAnswer(why, List.of());
  }
}
