package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.vigie.base.BadInput;

/// Asks for a passphrase: from a file that the command line names, else at the terminal, unseen.
final class Secret {

  /// A backup may be copied and guessed at for years.
  static final int SHORTEST = 12;

  private Secret() {}

  /// One that is chosen now: asked for twice, and long enough.
  static String chosen(Optional<Path> file) throws IOException, BadInput {
    var words = given(file, "A passphrase for the backup: ");
    if (words.length() < SHORTEST) {
      throw new BadInput(
          "a passphrase has at least %d characters; five words picked by dice are good"
              .formatted(SHORTEST));
    }
    if (file.isEmpty() && !typed("The same once more: ").equals(words)) {
      throw new BadInput("the two passphrases differ; nothing was written");
    }
    return words;
  }

  static String given(Optional<Path> file, String prompt) throws IOException, BadInput {
    if (file.isEmpty()) {
      return typed(prompt);
    }
    try {
      return Files.readString(file.get()).lines().findFirst().orElse("");
    } catch (NoSuchFileException e) {
      throw BadInput.at(file.get(), 0, "there is no such file");
    }
  }

  private static String typed(String prompt) throws BadInput {
    var console = System.console();
    var typed =
        console == null || !console.isTerminal() ? null : console.readPassword("%s", prompt);
    if (typed == null) {
      throw new BadInput(
          "there is no terminal to type a passphrase at; --passphrase-file FILE reads it from a file");
    }
    var words = new String(typed);
    Arrays.fill(typed, '\0');
    return words;
  }
}
