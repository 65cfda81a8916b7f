package org.vigie.governance.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.base.Sha256;

/// What people typed, kept apart from what an entry's leaf is made of: the body holds a salted hash
/// of it, so that the words can be destroyed while every proof goes on holding.
final class Words {

  /// The facts that hold free text. A word of a closed list that stands there is taken apart as
  /// well:
  /// it cannot be told from a surname in capitals.
  private static final Set<String> FACTS = Set.of("reason", "note");

  private static final String HASH = "sha256";
  private static final String SALT = "salt";
  private static final String TEXT = "text";
  private static final int SALT_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Words() {}

  /// Facts as a body holds them, and the words taken out of them.
  ///
  /// @param line canonical JSON, without tab or newline; empty where there are no words
  record Apart(Map<String, Object> facts, String line) {}

  static Apart apart(Map<String, Object> facts) {
    var left = new TreeMap<>(facts);
    var words = new TreeMap<String, Object>();
    for (var name : FACTS) {
      if (facts.get(name) instanceof String text && !text.isEmpty()) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        left.put(name, Map.of(HASH, hash(salt, text)));
        words.put(name, Map.of(SALT, HexFormat.of().formatHex(salt), TEXT, text));
      }
    }
    return new Apart(left, words.isEmpty() ? "" : CanonicalJson.write(words));
  }

  /// Facts with their words, where those are still there and are the ones that the hash is of.
  static Map<String, Object> joined(Map<String, Object> facts, String line) {
    var kept = kept(line);
    if (kept.isEmpty()) {
      return facts;
    }
    var whole = new TreeMap<>(facts);
    for (var words : kept) {
      if (facts.get(words.fact()) instanceof Map<?, ?> left
          && hash(HexFormat.of().parseHex(words.salt()), words.text()).equals(left.get(HASH))) {
        whole.put(words.fact(), words.text());
      }
    }
    return whole;
  }

  /// What is still there of an entry's words.
  ///
  /// @param line as in [Apart]; anything else, such as the spaces that erasing leaves, holds none
  static List<KeptWords> kept(String line) {
    var kept = new ArrayList<KeptWords>();
    if (!line.isBlank()) {
      try {
        if (CanonicalJson.read(line) instanceof Map<?, ?> words) {
          words.forEach(
              (name, one) -> {
                if (one instanceof Map<?, ?> word
                    && word.get(SALT) instanceof String salt
                    && word.get(TEXT) instanceof String text) {
                  int unused = HexFormat.of().parseHex(salt).length;
                  kept.add(new KeptWords((String) name, salt, text));
                }
              });
        }
      } catch (IllegalArgumentException e) {
        // Half erased when the power failed: the next start does the rest.
        return List.of();
      }
    }
    return kept;
  }

  private static String hash(byte[] salt, String text) {
    var digest = Sha256.digest();
    digest.update(salt);
    return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
  }
}
