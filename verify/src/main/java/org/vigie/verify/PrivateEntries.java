package org.vigie.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The entries themselves, where whoever checks has them: lines of salted hash, salt and body, and
/// behind a tab the words that people typed, or the spaces that are left of them. A bundle for an
/// inspection may hold the hash alone of what was withheld from whoever it was made for: `HASH
/// withheld`. Anywhere else that is an entry which somebody has taken out.
final class PrivateEntries {

  private static final int PER_FILE = 256;
  private static final String WITHHELD = " withheld";
  private static final int HASH_DIGITS = 64;

  private final Path folder;
  private final String origin;
  private final boolean mayWithhold;
  private final List<Long> withheld = new ArrayList<>();
  private long firstIndex;
  private Map<?, ?> firstBody = Map.of();

  /// @param mayWithhold whether they are those of a bundle for an inspection
  PrivateEntries(Path folder, String origin, boolean mayWithhold) {
    this.folder = folder;
    this.origin = origin;
    this.mayWithhold = mayWithhold;
  }

  boolean arePresent() {
    return Files.isDirectory(folder);
  }

  /// The body of the first entry, once [#check] has seen it.
  Map<?, ?> firstBody() {
    return firstBody;
  }

  /// Of which only the hash is here, by their numbers in the whole ledger, once [#check] has seen
  /// them.
  List<Long> withheld() {
    return List.copyOf(withheld);
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
    if (isWithheld(line)) {
      checkWithheld(index, line, leaves);
      return;
    }
    if (line.length < 130 || line[64] != ' ' || line[129] != ' ') {
      throw Fault.at(origin, index, "its line is not that of an entry");
    }
    var hash = new String(line, 0, 64, StandardCharsets.US_ASCII);
    var salt = new String(line, 65, 64, StandardCharsets.US_ASCII);
    int tab = 130;
    while (tab < line.length && line[tab] != '\t') {
      tab++;
    }
    var body = Arrays.copyOfRange(line, 130, tab);
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
    var facts = checkBody(index, new String(body, StandardCharsets.UTF_8));
    if (tab < line.length) {
      checkWords(
          index, facts, new String(line, tab + 1, line.length - tab - 1, StandardCharsets.UTF_8));
    }
  }

  private static boolean isWithheld(byte[] line) {
    return line.length == HASH_DIGITS + WITHHELD.length()
        && new String(line, StandardCharsets.US_ASCII).endsWith(WITHHELD);
  }

  /// What nobody signed could be anything: only the hash of a signed entry says something.
  private void checkWithheld(long index, byte[] line, Hashes.Level leaves) throws Fault {
    if (!mayWithhold) {
      throw Fault.at(
          origin,
          index,
          "it was taken out, and its hash alone is left. Only a bundle for an inspection may hold"
              + " such a line, and `verify inspection` checks those");
    }
    var hash = new String(line, 0, HASH_DIGITS, StandardCharsets.US_ASCII);
    if (index == 0
        || index >= leaves.count()
        || !hash.equals(HexFormat.of().formatHex(leaves.get(index)))) {
      throw Fault.at(origin, index, "what was withheld is not the entry that was published");
    }
    withheld.add(firstIndex + index);
  }

  /// Words that are still there must be those that the body's hashes are of.
  private void checkWords(long index, Map<?, ?> facts, String words) throws Fault {
    if (words.isBlank()) {
      return;
    }
    try {
      if (!(Canonical.read(words) instanceof Map<?, ?> all)) {
        throw new IllegalArgumentException("they are no JSON object");
      }
      for (var word : all.entrySet()) {
        if (!(word.getValue() instanceof Map<?, ?> kept
            && kept.size() == 2
            && kept.get("salt") instanceof String salt
            && salt.equals(salt.toLowerCase(java.util.Locale.ROOT))
            && kept.get("text") instanceof String text
            && facts.get(word.getKey()) instanceof Map<?, ?> left
            && left.get("sha256") instanceof String hash
            && HexFormat.of()
                .formatHex(
                    Hashes.sha256(
                        HexFormat.of().parseHex(salt), text.getBytes(StandardCharsets.UTF_8)))
                .equals(hash))) {
          throw new IllegalArgumentException(
              "those of '" + word.getKey() + "' are not the ones that were written");
        }
      }
    } catch (IllegalArgumentException e) {
      throw Fault.at(origin, index, "its words are wrong: " + e.getMessage());
    }
  }

  private Map<?, ?> checkBody(long index, String body) throws Fault {
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
      return fields.get("facts") instanceof Map<?, ?> facts ? facts : Map.of();
    } catch (IllegalArgumentException e) {
      throw Fault.at(origin, index, "its body is wrong: " + e.getMessage());
    }
  }
}
