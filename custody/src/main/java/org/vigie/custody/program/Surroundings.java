package org.vigie.custody.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.vigie.base.Clocks;
import org.vigie.custody.CustodyRefused;

/// Where a command runs: what it reads from, writes to, and which time it is there.
///
/// @param hidden asks for a line that is not shown while it is typed; nothing where nobody types
record Surroundings(
    PrintStream out,
    PrintStream err,
    BufferedReader in,
    Function<String, Optional<char[]>> hidden,
    Clocks clocks,
    ZoneId zone) {

  /// The terminal and the clocks of this machine.
  static Surroundings ofThisMachine() {
    return new Surroundings(
        System.out,
        System.err,
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        Surroundings::typed,
        Clocks.system(),
        ZoneId.systemDefault());
  }

  private static Optional<char[]> typed(String prompt) {
    var console = System.console();
    return console == null || !console.isTerminal()
        ? Optional.empty()
        : Optional.ofNullable(console.readPassword("%s", prompt));
  }

  /// A passphrase: from the file that the command line names, else typed. Whoever gets it
  /// overwrites it.
  char[] passphrase(Arguments arguments, String prompt) throws IOException, CustodyRefused {
    var file = arguments.find("--passphrase-file");
    if (file.isPresent()) {
      return firstLine(Path.of(file.get()));
    }
    return hidden
        .apply(prompt)
        .orElseThrow(
            () ->
                new CustodyRefused(
                    "There is no terminal to type a passphrase at; --passphrase-file F reads it"
                        + " from a file."));
  }

  private static char[] firstLine(Path file) throws IOException {
    var text = Files.readString(file).toCharArray();
    int end = 0;
    while (end < text.length && text[end] != '\n' && text[end] != '\r') {
      end++;
    }
    var line = Arrays.copyOf(text, end);
    Arrays.fill(text, '\0');
    return line;
  }

  /// Whether the person answers with the whole word.
  boolean agrees(String question) throws IOException {
    out.print(question);
    out.flush();
    var answer = in.readLine();
    return answer != null && answer.strip().equals("yes");
  }
}
