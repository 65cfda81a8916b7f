package org.vigie.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/// The entries themselves, where whoever checks has them: lines of salted hash, salt and body.
final class PrivateEntries {

  private static final int PER_FILE = 256;

  private final Path folder;
  private final String origin;
  private long firstIndex;
  private Map<?, ?> firstBody = Map.of();

  PrivateEntries(Path folder, String origin) {
    this.folder = folder;
    this.origin = origin;
  }

  boolean arePresent() {
    return Files.isDirectory(folder);
  }

  /// The body of the first entry, once [#check] has seen it.
  Map<?, ?> firstBody() {
    return firstBody;
  }

  /// Checks every entry, against the published leaves as far as those go.
  ///
  /// @return how many whole entries lie beyond the signed ones
  long check(Hashes.Level leaves) throws IOException, Fault {
    long index = 0;
    for (long number = 0; ; number++) {
      var file = folder.resolve(TileTree.path(number));
      if (!Files.exists(file)) {
        break;
      }
      var bytes = Files.readAllBytes(file);
      int from = 0;
      for (int at = 0; at < bytes.length; at++) {
        if (bytes[at] == '\n') {
          checkLine(index, Arrays.copyOfRange(bytes, from, at), leaves);
          index++;
          from = at + 1;
        }
      }
      if (index != (number + 1) * PER_FILE) {
        break;
      }
    }
    if (index < leaves.count()) {
      throw Fault.at(
          origin,
          index,
          "the ledger was signed over %d entries, and this one and all after it are missing"
              .formatted(leaves.count()));
    }
    return index - leaves.count();
  }

  private void checkLine(long index, byte[] line, Hashes.Level leaves) throws Fault {
    boolean signed = index < leaves.count();
    if (line.length < 130 || line[64] != ' ' || line[129] != ' ') {
      throw Fault.at(origin, index, "its line is not that of an entry");
    }
    var hash = new String(line, 0, 64, StandardCharsets.US_ASCII);
    var salt = new String(line, 65, 64, StandardCharsets.US_ASCII);
    var body = Arrays.copyOfRange(line, 130, line.length);
    var hex = HexFormat.of();
    byte[] salted;
    try {
      salted = Hashes.sha256(hex.parseHex(salt), body);
    } catch (IllegalArgumentException e) {
      throw Fault.at(origin, index, "its salt is not hexadecimal");
    }
    if (signed && !Arrays.equals(salted, leaves.get(index))) {
      throw Fault.at(origin, index, "the entry is not the one that was published");
    }
    if (!hex.formatHex(salted).equals(hash)
        || !salt.equals(salt.toLowerCase(java.util.Locale.ROOT))) {
      throw Fault.at(origin, index, "its line does not fit its own hash");
    }
    checkBody(index, new String(body, StandardCharsets.UTF_8));
  }

  private void checkBody(long index, String body) throws Fault {
    try {
      if (!(Canonical.read(body) instanceof Map<?, ?> fields)) {
        throw new IllegalArgumentException("it is not a JSON object");
      }
      if (!fields.keySet().equals(java.util.Set.of("actor", "at", "facts", "index", "kind"))
          || !(fields.get("index") instanceof Long stated)) {
        throw new IllegalArgumentException(
            "it has other fields than actor, at, facts, index, kind");
      }
      if (index == 0) {
        firstIndex = stated;
        firstBody = fields;
      }
      if (stated != firstIndex + index) {
        throw new IllegalArgumentException("it says of itself that it is entry " + stated);
      }
    } catch (IllegalArgumentException e) {
      throw Fault.at(origin, index, "its body is wrong: " + e.getMessage());
    }
  }
}
