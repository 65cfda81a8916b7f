package org.vigie.custody;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The custodians of a town from some moment on: any two of them open what is sealed to them.
///
/// @param town whose footage it is
/// @param number from 1; each change makes the next
/// @param members in a fixed order: the first has share 1
public record CustodianSet(String town, int number, List<Custodian> members) {

  /// With fewer, one who falls ill ends all openings.
  public static final int FEWEST = 3;

  /// More make an envelope long and a set that nobody oversees.
  public static final int MOST = 16;

  private static final String MAGIC = "vigie-custodians-1";

  /// @throws IllegalArgumentException if there are too few or too many, or one of them twice
  public CustodianSet {
    members = List.copyOf(members);
    var persons = new HashSet<String>();
    var keys = new HashSet<String>();
    for (var member : members) {
      persons.add(member.person());
      keys.add(Texts.hex(member.sealing()));
      keys.add(Texts.hex(member.signing()));
    }
    if (!Texts.isLine(town)
        || number < 1
        || members.size() < FEWEST
        || members.size() > MOST
        || persons.size() != members.size()
        || keys.size() != 2 * members.size()) {
      throw new IllegalArgumentException(
          "a set has %d to %d different custodians".formatted(FEWEST, MOST));
    }
  }

  /// As lines of text; what is hashed, and what `custodians` files hold.
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(MAGIC);
    lines.add("town " + town);
    lines.add("set " + number);
    members.forEach(member -> lines.add(member.card()));
    return String.join("\n", lines) + "\n";
  }

  /// Names the set, and all that is in it.
  public byte[] hash() {
    return Texts.sha256(Texts.utf8(text()));
  }

  /// The hash, in eight groups of eight digits that can be read out over a telephone.
  public String fingerprint() {
    return Texts.fingerprint(hash());
  }

  /// Reads what [#text] wrote.
  public static CustodianSet read(String text) throws CustodyRefused {
    var lines = new Lines(text, MAGIC, "a set of custodians");
    var town = lines.line("town");
    int number = lines.number("set", 1, Integer.MAX_VALUE);
    var members = new ArrayList<Custodian>();
    while (!lines.isAtEnd()) {
      members.add(Custodian.ofCard(lines.whole()));
    }
    try {
      return new CustodianSet(town, number, members);
    } catch (IllegalArgumentException e) {
      throw new CustodyRefused(
          "A set has %d to %d custodians, nobody and no key twice.".formatted(FEWEST, MOST));
    }
  }

  /// Which share a custodian has, from 1.
  public Optional<Integer> indexOf(String custodianId) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).id().equals(custodianId)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  /// The custodian who has a share, from 1.
  public Custodian member(int index) {
    return members.get(index - 1);
  }
}
