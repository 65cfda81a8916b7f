package org.vigie.custody.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.base.Durable;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.KeyFile;
import org.vigie.custody.Succession;

/// `vigie custodian set`: the first set, and the change of one.
final class SetCommands {

  private static final String PASSPHRASE = "--passphrase-file";

  private SetCommands() {}

  static int run(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    if (words.isEmpty()) {
      throw new WrongUse("say what to do with the set: first, pin, next, sign or accept");
    }
    var rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "first" -> first(rest, here);
      case "pin" -> pin(rest, here);
      case "next" -> next(rest, here);
      case "sign" -> sign(rest, here);
      case "accept" -> accept(rest, here);
      default -> throw new WrongUse("there is set first, set pin, set next, set sign, set accept");
    };
  }

  private static int first(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var arguments = Arguments.parse(words, Set.of("--town", "--card...", "--out"), Set.of(), 0);
    var set = set(arguments.get("--town"), 1, cards(arguments));
    var out = arguments.file("--out");
    create(out, set.text());
    print(set, here);
    here.out().println("\nWritten to " + out + ".");
    return 0;
  }

  private static int pin(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var arguments = Arguments.parse(words, Set.of("--keys"), Set.of(), 1);
    var file = arguments.operand("vigie custodian set pin SETFILE --keys FILE");
    var set = CustodianSet.read(RequestCommands.text(file));
    var keys = arguments.file("--keys");
    if (set.indexOf(KeyFile.whose(keys).id()).isEmpty()) {
      throw new CustodyRefused(Say.SET_WITHOUT_YOU.in(Lang.EN));
    }
    var pinFile = PinFile.beside(keys);
    var pins = pinFile.read().pin(set);
    print(set, here);
    if (!here.agrees(
        "\nCompare the fingerprint with another custodian. Type 'yes' if it is the same: ")) {
      here.out().println("\nNot remembered.");
      return 1;
    }
    pinFile.write(pins);
    here.out().println("\n" + Say.PINNED.in(Lang.EN, set.number()));
    return 0;
  }

  private static int next(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var known = Set.of("--current", "--keep...", "--card...", "--keys", "--out", PASSPHRASE);
    var arguments = Arguments.parse(words, known, Set.of(), 0);
    var current = current(arguments);
    var members = new ArrayList<Custodian>();
    for (var person : arguments.list("--keep")) {
      members.add(
          current.members().stream()
              .filter(member -> member.person().equals(person) || member.id().equals(person))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CustodyRefused(
                          "Nobody of set %d is called '%s'; in it are %s."
                              .formatted(current.number(), person, names(current.members())))));
    }
    members.addAll(cards(arguments));
    var out = arguments.file("--out");
    var draft = Succession.draft(current, set(current.town(), current.number() + 1, members));
    print(draft, Optional.of(current), here);
    if (!here.agrees("\nType 'yes' to sign this as the next set: ")) {
      here.out().println("\nNot signed; nothing was written.");
      return 1;
    }
    try (var keys = KeyCommands.open(arguments, here)) {
      create(out, draft.sign(keys, current).text());
    }
    here.out()
        .println(
            "\nSigned once. Give %s to another custodian of set %d: vigie custodian set sign %s"
                .formatted(out, current.number(), out.getFileName()));
    return 0;
  }

  private static int sign(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var arguments = Arguments.parse(words, Set.of("--current", "--keys", PASSPHRASE), Set.of(), 1);
    var file = arguments.operand("vigie custodian set sign F --current SETFILE --keys FILE");
    var current = current(arguments);
    var draft = Succession.read(RequestCommands.text(file));
    print(draft, Optional.of(current), here);
    if (!here.agrees("\nType 'yes' to sign this as the next set: ")) {
      here.out().println("\nNot signed; the file is as it was.");
      return 1;
    }
    Succession signed;
    try (var keys = KeyCommands.open(arguments, here)) {
      signed = draft.sign(keys, current);
    }
    Durable.replace(file, signed.text().getBytes(StandardCharsets.UTF_8));
    var by = signed.signatures().size();
    here.out()
        .println(
            by < Succession.FEWEST_SIGNATURES
                ? "\nSigned, by %d of the %d who must.".formatted(by, Succession.FEWEST_SIGNATURES)
                : "\nSigned by %s. Hand %s to whoever administers the town's Vigie."
                    .formatted(names(signed.check(current)), file));
    return 0;
  }

  private static int accept(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var arguments = Arguments.parse(words, Set.of("--keys"), Set.of(), 1);
    var file = arguments.operand("vigie custodian set accept F --keys FILE");
    var succession = Succession.read(RequestCommands.text(file));
    var pinFile = PinFile.beside(arguments.file("--keys"));
    var pins = pinFile.read();
    var followed = pins.follow(succession);
    print(succession, pins.newest(), here);
    pinFile.write(followed);
    here.out().println("\n" + Say.PINNED.in(Lang.EN, succession.next().number()));
    return 0;
  }

  /// The set that a change goes on from: the one that is remembered, never another.
  private static CustodianSet current(Arguments arguments)
      throws WrongUse, CustodyRefused, IOException {
    var newest = PinFile.beside(arguments.file("--keys")).read().newest();
    var named = arguments.find("--current");
    if (named.isEmpty()) {
      return newest.orElseThrow(
          () ->
              new CustodyRefused(
                  "Your program remembers no set yet; --current SETFILE says which one it is."));
    }
    var current = CustodianSet.read(RequestCommands.text(Path.of(named.get())));
    if (newest.isPresent() && !newest.get().equals(current)) {
      throw new CustodyRefused(
          "%s is not the set that your program remembers: that is set %d, %s."
              .formatted(named.get(), newest.get().number(), newest.get().fingerprint()));
    }
    return current;
  }

  private static List<Custodian> cards(Arguments arguments) throws CustodyRefused, IOException {
    var cards = new ArrayList<Custodian>();
    for (var card : arguments.list("--card")) {
      cards.add(
          Custodian.ofCard(card.startsWith("vigie-") ? card : RequestCommands.text(Path.of(card))));
    }
    return cards;
  }

  private static CustodianSet set(String town, int number, List<Custodian> members)
      throws CustodyRefused {
    try {
      return new CustodianSet(town, number, members);
    } catch (IllegalArgumentException e) {
      throw new CustodyRefused(
          "A set has a town and %d to %d custodians, nobody and no key twice; this one would have %d."
              .formatted(CustodianSet.FEWEST, CustodianSet.MOST, members.size()));
    }
  }

  private static void create(Path file, String text) throws IOException {
    Durable.create(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void print(CustodianSet set, Surroundings here) {
    here.out().printf("Set %d of %s:%n%n", set.number(), Plain.text(set.town()));
    for (var member : set.members()) {
      here.out().printf("  %-20s %s%n", member.person(), member.fingerprint());
    }
    here.out().println("\nFingerprint of the set: " + set.fingerprint());
  }

  /// A change, with who leaves and who joins where the set before is known.
  static void print(Succession change, Optional<CustodianSet> before, Surroundings here) {
    print(change.next(), here);
    before.ifPresent(
        set -> {
          here.out().println("Leaves: " + names(without(set.members(), change.next().members())));
          here.out().println("Joins:  " + names(without(change.next().members(), set.members())));
        });
    here.out().println("Signed by so far: " + signers(change, before));
    here.out()
        .println(
            "It is for footage from then on; what is sealed already stays with the custodians it was sealed to.");
  }

  private static String signers(Succession change, Optional<CustodianSet> before) {
    var ids = change.signatures().keySet().stream().sorted().toList();
    var names =
        ids.stream()
            .map(
                id ->
                    before
                        .flatMap(set -> set.indexOf(id).map(set::member))
                        .map(Custodian::toString)
                        .orElse(id))
            .toList();
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private static List<Custodian> without(List<Custodian> members, List<Custodian> others) {
    return members.stream().filter(member -> !others.contains(member)).toList();
  }

  private static String names(List<Custodian> members) {
    return members.isEmpty()
        ? "nobody"
        : members.stream().map(Custodian::person).collect(Collectors.joining(", "));
  }
}
