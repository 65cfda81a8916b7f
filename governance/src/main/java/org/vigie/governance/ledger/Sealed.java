package org.vigie.governance.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.base.Sha256;

/// An entry as it lies in its private file: one line of salted hash, salt and canonical JSON, and
/// behind a tab the words that people typed. The hash alone is published; without the salt it says
/// nothing about the entry.
///
/// @param hash SHA-256(salt || body): the data of the leaf
/// @param salt 32 random bytes
/// @param body canonical JSON of actor, at, facts, index and kind
/// @param words see [Words]; spaces where they were erased
record Sealed(byte[] hash, byte[] salt, String body, String words) {

  private static final int HEX = 2 * Merkle.HASH_BYTES;
  static final char TAB = '\t';
  private static final String KIND = "\"kind\":\"";
  private static final SecureRandom RANDOM = new SecureRandom();

  static Sealed of(long index, Instant at, Entry entry) {
    var salt = new byte[Merkle.HASH_BYTES];
    RANDOM.nextBytes(salt);
    var fields = new TreeMap<String, Object>();
    fields.put("actor", entry.actor());
    fields.put("at", at.toString());
    var apart = Words.apart(entry.facts());
    fields.put("facts", apart.facts());
    fields.put("index", index);
    fields.put("kind", entry.kind());
    var body = CanonicalJson.write(fields);
    return new Sealed(hash(salt, body), salt, body, apart.line());
  }

  /// Reads a line without its newline.
  ///
  /// @throws IllegalArgumentException if it is torn or altered: its hash does not fit
  static Sealed read(String line) {
    if (line.length() < 2 * HEX + 2 || line.charAt(HEX) != ' ' || line.charAt(2 * HEX + 1) != ' ') {
      throw new IllegalArgumentException("not an entry");
    }
    var hash = HexFormat.of().parseHex(line, 0, HEX);
    var salt = HexFormat.of().parseHex(line, HEX + 1, 2 * HEX + 1);
    // Canonical JSON writes a tab as \\t.
    int tab = line.indexOf(TAB, 2 * HEX + 2);
    var body = line.substring(2 * HEX + 2, tab < 0 ? line.length() : tab);
    if (!MessageDigest.isEqual(hash, hash(salt, body))) {
      throw new IllegalArgumentException("does not fit its hash");
    }
    return new Sealed(hash, salt, body, tab < 0 ? "" : line.substring(tab + 1));
  }

  String line() {
    var hex = HexFormat.of();
    var kept = words.isEmpty() ? "" : TAB + words;
    return hex.formatHex(hash) + " " + hex.formatHex(salt) + " " + body + kept + "\n";
  }

  /// The entry's kind, without parsing the rest: in canonical order it is the last field.
  String kind() {
    int at = body.lastIndexOf(KIND);
    // Its hash fits, but no ledger of ours wrote it: it is of no kind.
    return at < 0 || !body.endsWith("\"}")
        ? ""
        : body.substring(at + KIND.length(), Math.max(at + KIND.length(), body.length() - 2));
  }

  /// The entry itself, with its words where they are still there.
  ///
  /// @throws IllegalArgumentException if the body is none, though its hash fits
  @SuppressWarnings("unchecked")
  Recorded open() {
    try {
      var fields = (Map<String, Object>) CanonicalJson.read(body);
      return new Recorded(
          (Long) field(fields, "index"),
          Instant.parse((String) field(fields, "at")),
          new Entry(
              (String) field(fields, "kind"),
              (String) field(fields, "actor"),
              Words.joined((Map<String, Object>) field(fields, "facts"), words)));
    } catch (ClassCastException | DateTimeException e) {
      throw new IllegalArgumentException("not an entry's fields", e);
    }
  }

  private static Object field(Map<String, Object> fields, String name) {
    var value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an entry without " + name);
    }
    return value;
  }

  private static byte[] hash(byte[] salt, String body) {
    var digest = Sha256.digest();
    digest.update(salt);
    return digest.digest(body.getBytes(StandardCharsets.UTF_8));
  }
}
