package org.vigie.custody;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// One custodian as everybody may know them: the public half of their keys.
///
/// @param person pseudonymous staff id; who that is, the server's users say
/// @param sealing X25519 public key, to which shares are encrypted
/// @param signing Ed25519 public key, with which approvals are checked
public record Custodian(String person, byte[] sealing, byte[] signing) {

  private static final String MAGIC = "vigie-custodian-1";

  public Custodian {
    if (!Texts.isPerson(person)
        || sealing.length != Hpke.KEY_BYTES
        || signing.length != Signatures.KEY_BYTES) {
      throw new IllegalArgumentException("not a custodian: " + person);
    }
  }

  /// The first 16 hexadecimal digits of the fingerprint: names the keys, not the person.
  public String id() {
    return Texts.hex(Texts.sha256(sealing, signing)).substring(0, 16);
  }

  /// SHA-256 of both keys, in eight groups of eight digits that can be read out over a telephone.
  public String fingerprint() {
    return Texts.fingerprint(Texts.sha256(sealing, signing));
  }

  /// The card: one line, which is what custodians hand to the town.
  public String card() {
    return "%s %s %s %s".formatted(MAGIC, person, Texts.base64(sealing), Texts.base64(signing));
  }

  /// Reads a card.
  public static Custodian ofCard(String card) throws CustodyRefused {
    var words = List.of(card.strip().split(" ", -1));
    if (words.size() != 4 || !words.getFirst().equals(MAGIC) || !Texts.isPerson(words.get(1))) {
      throw new CustodyRefused(
          "This is not a custodian's card: it is one line that begins with '" + MAGIC + "'.");
    }
    return new Custodian(
        words.get(1),
        Texts.base64(words.get(2), Hpke.KEY_BYTES, "A card's first key"),
        Texts.base64(words.get(3), Signatures.KEY_BYTES, "A card's second key"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Custodian o
        && person.equals(o.person)
        && Arrays.equals(sealing, o.sealing)
        && Arrays.equals(signing, o.signing);
  }

  @Override
  public int hashCode() {
    return Objects.hash(person, Arrays.hashCode(sealing), Arrays.hashCode(signing));
  }

  @Override
  public String toString() {
    return person + " (" + id() + ")";
  }
}
