package org.vigie.custody.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.vigie.base.Durable;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.KeyFile;

/// `vigie custodian new` and `card`.
final class KeyCommands {

  private KeyCommands() {}

  static int create(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var arguments =
        Arguments.parse(words, Set.of("--person", "--keys", "--passphrase-file"), Set.of(), 0);
    var person = arguments.get("--person");
    var file = arguments.file("--keys");
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    try (var keys = CustodianKeys.create(person)) {
      var passphrase = here.passphrase(arguments, "A passphrase for your keys: ");
      try {
        if (arguments.find("--passphrase-file").isEmpty()) {
          var again = here.passphrase(arguments, "The same once more: ");
          boolean same = Arrays.equals(passphrase, again);
          Arrays.fill(again, '\0');
          if (!same) {
            throw new CustodyRefused("The two passphrases differ; nothing was written.");
          }
        }
        KeyFile.write(file, keys, passphrase);
      } finally {
        Arrays.fill(passphrase, '\0');
      }
      var card = file.resolveSibling(file.getFileName() + ".card");
      Durable.replace(card, (keys.custodian().card() + "\n").getBytes(StandardCharsets.US_ASCII));
      here.out().printf("Your keys are in %s, your card is in %s.%n", file, card);
      print(keys.custodian(), here);
      here.out()
          .println(
              """

              Next: hand the card to whoever sets up the town's custodians, and read the fingerprint
              out to them, face to face or by telephone. Keep a copy of %s and the passphrase in two
              places: without both, your share of what is sealed to you is lost."""
                  .formatted(file.getFileName()));
    }
    return 0;
  }

  static int card(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var arguments = Arguments.parse(words, Set.of("--keys"), Set.of(), 0);
    print(KeyFile.whose(arguments.file("--keys")), here);
    return 0;
  }

  static void print(Custodian custodian, Surroundings here) {
    here.out().println();
    here.out().println("Card:        " + custodian.card());
    here.out().println("Fingerprint: " + custodian.fingerprint());
  }

  /// The keys of a command's file, opened with their passphrase.
  static CustodianKeys open(Arguments arguments, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var file = arguments.file("--keys");
    // Before anybody types: is there such a file, and is it one?
    var person = KeyFile.whose(file).person();
    var passphrase = here.passphrase(arguments, "Passphrase of %s: ".formatted(person));
    try {
      return KeyFile.read(file, passphrase);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }
}
