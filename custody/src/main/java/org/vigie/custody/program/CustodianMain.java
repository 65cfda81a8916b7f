package org.vigie.custody.program;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.vigie.custody.CustodyRefused;

/// `vigie custodian`: keys, requests and sets, on a custodian's own machine.
///
/// Exit codes: 0 done, 1 refused or failed, 2 wrong use.
public final class CustodianMain {

  private CustodianMain() {}

  public static void main(String[] words) {
    System.exit(run(List.of(words), Surroundings.ofThisMachine()));
  }

  /// What `vigie custodian --help` prints.
  public static String usage() {
    return Usage.TEXT;
  }

  /// Runs one command; returns the exit code.
  static int run(List<String> words, Surroundings here) {
    if (words.contains("--help") || words.contains("-h") || words.contains("help")) {
      here.out().print(Usage.TEXT);
      return 0;
    }
    try {
      if (words.isEmpty()) {
        throw new WrongUse("say what to do: new, card, page, show, approve or set");
      }
      return verb(words.getFirst(), words.subList(1, words.size()), here);
    } catch (WrongUse e) {
      here.err()
          .printf(
              "vigie custodian: %s.%n'vigie custodian --help' lists what there is.%n",
              e.getMessage());
      return 2;
    } catch (CustodyRefused e) {
      return failed(here, e.getMessage());
    } catch (FileAlreadyExistsException e) {
      return failed(here, e.getMessage() + " is there already; it is not overwritten.");
    } catch (NoSuchFileException e) {
      return failed(here, e.getMessage() + ": there is no such file.");
    } catch (AccessDeniedException e) {
      return failed(here, e.getMessage() + ": this account may not read or write it.");
    } catch (IOException | InvalidPathException e) {
      return failed(here, String.valueOf(e.getMessage()));
    }
  }

  private static int verb(String verb, List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    return switch (verb) {
      case "new" -> KeyCommands.create(words, here);
      case "card" -> KeyCommands.card(words, here);
      case "show" -> RequestCommands.show(words, here);
      case "approve" -> RequestCommands.approve(words, here);
      case "set" -> SetCommands.run(words, here);
      case "page" -> PageCommand.run(words, here);
      default ->
          throw new WrongUse(
              "there is no '%s'; there are new, card, page, show, approve and set"
                  .formatted(Plain.text(verb)));
    };
  }

  private static int failed(Surroundings here, String why) {
    here.err().println("vigie custodian: " + Plain.text(why));
    return 1;
  }
}
