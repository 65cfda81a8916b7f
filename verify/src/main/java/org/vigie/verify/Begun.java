package org.vigie.verify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The first entry of a year's log, the one entry that is published with its words: it says how the
/// year before ended.
///
/// @param leaf the data of the log's first leaf
/// @param previous origin, size and root (in hex) of the last checkpoint of the year before; empty
///     in the first year
public record Begun(byte[] leaf, Map<?, ?> previous) {

  private static final int SALT_AT = 65;
  private static final int BODY_AT = 130;

  /// Reads the file `begun`.
  ///
  /// @param line salted hash, salt and body, as in the entry's private file
  /// @throws Fault if it is no such entry
  public static Begun read(String line, String where) throws Fault {
    var hex = HexFormat.of();
    try {
      var body = line.substring(BODY_AT, line.length() - 1);
      var salt = hex.parseHex(line, SALT_AT, BODY_AT - 1);
      var leaf = Hashes.sha256(salt, body.getBytes(StandardCharsets.UTF_8));
      if (Canonical.read(body) instanceof Map<?, ?> fields
          && "ledger.begun".equals(fields.get("kind"))
          && line.equals(hex.formatHex(leaf) + " " + hex.formatHex(salt) + " " + body + "\n")
          && fields.get("facts") instanceof Map<?, ?> facts
          && facts.get("previous") instanceof Map<?, ?> previous) {
        return new Begun(leaf, previous);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Said below.
    }
    throw new Fault(where + " is not the entry that begins a log.");
  }

  /// How the year before ended; nobody's signature is in it.
  public Optional<Head> before() {
    try {
      return previous.get("origin") instanceof String origin
              && previous.get("size") instanceof Long size
              && previous.get("root") instanceof String root
          ? Optional.of(new Head(origin, size, HexFormat.of().parseHex(root)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
