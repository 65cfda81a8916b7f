package org.vigie.custody.program;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vigie.base.Clocks;

/// Somebody at a terminal: what they type, and what they see.
final class Typist {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Deque<String> hidden;
  private final Surroundings surroundings;

  /// @param typed what is typed and shown, with its line ends
  /// @param hidden passphrases, one for each time that one is asked for
  Typist(Clocks clocks, String typed, String... hidden) {
    this.hidden = new ArrayDeque<>(Arrays.asList(hidden));
    this.surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new BufferedReader(new StringReader(typed)),
            prompt -> Optional.ofNullable(this.hidden.poll()).map(String::toCharArray),
            clocks,
            ZoneId.of("Europe/Paris"));
  }

  int run(String... words) {
    return CustodianMain.run(List.of(words), surroundings);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8).replace('\u00a0', ' ');
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
