package org.vigie.custody;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The next set of custodians, signed by members of the set before it. It counts once two of them
/// have signed; until then it is a draft that goes from hand to hand.
///
/// @param previous hash of the set before
/// @param next the set that takes its place for what is sealed from then on
/// @param signatures Ed25519, by id of the custodian who gave it
public record Succession(byte[] previous, CustodianSet next, Map<String, byte[]> signatures) {

  /// How many members of the set before must have signed.
  public static final int FEWEST_SIGNATURES = 2;

  private static final String MAGIC = "vigie-succession-1";

  public Succession {
    signatures = Map.copyOf(signatures);
  }

  /// A draft that nobody has signed.
  public static Succession draft(CustodianSet previous, CustodianSet next) {
    return new Succession(previous.hash(), next, Map.of());
  }

  /// The same with one more signature.
  ///
  /// @throws CustodyRefused if these are not keys of the set before, if they have signed already,
  ///     or if it does not follow from that set
  public Succession sign(CustodianKeys keys, CustodianSet before) throws CustodyRefused {
    requireFollows(before);
    var id = keys.custodian().id();
    if (before.indexOf(id).isEmpty()) {
      throw new CustodyRefused(
          "%s is not of set %d: its own members name the next."
              .formatted(keys.custodian(), before.number()));
    }
    if (signatures.containsKey(id)) {
      throw new CustodyRefused("%s has signed already.".formatted(keys.custodian()));
    }
    var more = new TreeMap<>(signatures);
    more.put(id, keys.sign(Texts.utf8(body())));
    return new Succession(previous, next, more);
  }

  /// Whether it makes its set the successor of another.
  ///
  /// @return who signed it, in the order of that set
  /// @throws CustodyRefused if not, with the reason: it follows another set, has another town or
  ///     number, a signature does not hold or is by somebody else, or there are too few
  public List<Custodian> check(CustodianSet before) throws CustodyRefused {
    requireFollows(before);
    for (var signature : signatures.entrySet()) {
      int index =
          before
              .indexOf(signature.getKey())
              .orElseThrow(
                  () ->
                      new CustodyRefused(
                          "%s, who signed the next set, is not of set %d."
                              .formatted(signature.getKey(), before.number())));
      var by = before.member(index);
      if (!Signatures.verifies(by.signing(), Texts.utf8(body()), signature.getValue())) {
        throw new CustodyRefused("The signature of %s does not hold.".formatted(by));
      }
    }
    if (signatures.size() < FEWEST_SIGNATURES) {
      throw new CustodyRefused(
          "The next set needs the signatures of %d members of set %d; it has %d."
              .formatted(FEWEST_SIGNATURES, before.number(), signatures.size()));
    }
    return before.members().stream().filter(m -> signatures.containsKey(m.id())).toList();
  }

  private void requireFollows(CustodianSet before) throws CustodyRefused {
    if (!Arrays.equals(previous, before.hash())) {
      throw new CustodyRefused(
          "This follows another set of custodians than set %d of %s, %s."
              .formatted(before.number(), before.town(), before.fingerprint()));
    }
    if (!next.town().equals(before.town())) {
      throw new CustodyRefused(
          "The next set is of %s, the one before of %s.".formatted(next.town(), before.town()));
    }
    if (next.number() - 1 != before.number()) {
      throw new CustodyRefused(
          "After set %d comes set %d, not %d."
              .formatted(before.number(), before.number() + 1L, next.number()));
    }
  }

  private String body() {
    return MAGIC
        + "\nprevious "
        + Texts.base64(previous)
        + "\nset "
        + Texts.base64(Texts.utf8(next.text()))
        + "\n";
  }

  /// As text: what was signed, then a line for each signature, by id.
  public String text() {
    var text = new StringBuilder(body());
    new TreeMap<>(signatures)
        .forEach(
            (id, signature) ->
                text.append("signature %s %s\n".formatted(id, Texts.base64(signature))));
    return text.toString();
  }

  /// A line of a server's list of them: `succession BASE64`.
  public String line() {
    return "succession " + Texts.base64(Texts.utf8(text()));
  }

  /// Reads what [#line] wrote.
  public static Succession ofLine(String line) throws CustodyRefused {
    if (!line.startsWith("succession ")) {
      throw new CustodyRefused("A line of the list of successions is none.");
    }
    return read(Texts.text(line.substring("succession ".length()), "A succession"));
  }

  /// Reads what [#text] wrote, a draft too. Whether it counts, [#check] says.
  public static Succession read(String text) throws CustodyRefused {
    var lines = new Lines(text, MAGIC, "the next set of custodians");
    var previous = lines.bytes("previous", Envelope.HASH_BYTES);
    var next = CustodianSet.read(lines.text("set"));
    var signatures = new TreeMap<String, byte[]>();
    var order = new ArrayList<String>();
    while (lines.isNext("signature")) {
      var words = lines.value("signature").split(" ", -1);
      if (words.length != 2 || !Texts.isId(words[0])) {
        throw new CustodyRefused("A signature under the next set has an id and Base64.");
      }
      order.add(words[0]);
      var what = "A signature under the next set";
      signatures.put(words[0], Texts.base64(words[1], Signatures.SIGNATURE_BYTES, what));
    }
    lines.end();
    if (!order.equals(List.copyOf(signatures.keySet())) || order.size() > CustodianSet.MOST) {
      throw new CustodyRefused("The signatures under the next set stand by id, each once.");
    }
    return new Succession(previous, next, signatures);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Succession o && o.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}
