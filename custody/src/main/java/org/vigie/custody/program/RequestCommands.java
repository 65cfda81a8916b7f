package org.vigie.custody.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.Durable;
import org.vigie.custody.Bundle;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.KeyFile;
import org.vigie.custody.OpeningRequest;
import org.vigie.custody.Succession;

/// `vigie custodian show` and `approve`: a request that came as a file.
final class RequestCommands {

  private static final int LONGEST_FILE = 8 * 1024 * 1024;

  private RequestCommands() {}

  static int show(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var arguments = Arguments.parse(words, Set.of(), Set.of(), 1);
    var text = text(arguments.operand("vigie custodian show FILE"));
    if (text.startsWith("vigie-custodians-")) {
      SetCommands.print(CustodianSet.read(text), here);
    } else if (text.startsWith("vigie-succession-")) {
      SetCommands.print(Succession.read(text), Optional.empty(), here);
    } else if (text.startsWith("vigie-custodian-1 ")) {
      KeyCommands.print(Custodian.ofCard(text), here);
    } else {
      print(Bundle.read(text).request(), Optional.empty(), Optional.empty(), here);
    }
    return 0;
  }

  static int approve(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var known = Set.of("--keys", "--out", "--passphrase-file");
    var arguments = Arguments.parse(words, known, Set.of(), 1);
    var file = arguments.operand("vigie custodian approve FILE --keys FILE");
    var out =
        arguments
            .find("--out")
            .map(Path::of)
            .orElse(file.resolveSibling(file.getFileName() + ".approval"));
    if (Files.exists(out)) {
      throw new FileAlreadyExistsException(out.toString());
    }
    var bundle = Bundle.read(text(file));
    var request = bundle.request();
    var self = KeyFile.whose(arguments.file("--keys"));
    var pinFile = PinFile.beside(arguments.file("--keys"));
    var pins = pinFile.read();
    print(request, pins.find(request.set()), Optional.of(self), here);
    var scrutiny = Scrutiny.of(request, self, pins, here.clocks().wall());
    var times = new Times(here.zone(), Lang.EN);
    for (var note : scrutiny.notes()) {
      here.out().println("\nNote: " + note.in(times));
    }
    pinFile.write(pins.see(request));
    if (!scrutiny.hindrances().isEmpty()) {
      throw new CustodyRefused(scrutiny.hindrances().getFirst().in(times));
    }
    if (!here.agrees("\nYour share is used for exactly this. Type 'yes' to approve: ")) {
      here.out().println("\nNot approved; nothing was written.");
      return 1;
    }
    try (var keys = KeyCommands.open(arguments, here)) {
      var approval = keys.approve(request, bundle.envelopes(), here.clocks().wall());
      Durable.create(out, approval.text().getBytes(StandardCharsets.UTF_8), Durable.PRIVATE_FILE);
    }
    here.out()
        .println(
            "\nApproved. Hand %s back to whoever gave you the request: it is encrypted to this opening, and serves no other."
                .formatted(out));
    return 0;
  }

  private static void print(
      OpeningRequest request,
      Optional<CustodianSet> set,
      Optional<Custodian> self,
      Surroundings here)
      throws CustodyRefused {
    var words = new RequestWords(request, new Times(here.zone(), Lang.EN));
    here.out()
        .println("Somebody asks to open sealed footage. Times are those of " + here.zone() + ".\n");
    words
        .lines(set, self)
        .forEach(
            (label, lines) -> {
              var name = label.in(Lang.EN) + ":";
              for (var line : lines) {
                here.out().printf("%-31s %s%n", name, line);
                name = "";
              }
            });
    here.out()
        .println(
            "\nA key opens a whole recording, at most an hour; Vigie gives out only what lies between From and To.");
  }

  static String text(Path file) throws IOException, CustodyRefused {
    if (Files.size(file) > LONGEST_FILE) {
      throw new CustodyRefused(file + " is larger than anything a custodian is asked.");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
