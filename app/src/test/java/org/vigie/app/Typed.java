package org.vigie.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A line that somebody typed, run in this program.
///
/// @param said on both streams
public record Typed(int code, String said) {

  public static Typed run(String... words) {
    var said = new ByteArrayOutputStream();
    var out = System.out;
    var err = System.err;
    var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    try {
      return new Typed(Main.commandLine().execute(words), said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
