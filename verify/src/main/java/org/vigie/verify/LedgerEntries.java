package org.vigie.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What the entries of a ledger say, for checks of other things that the ledger speaks of. Whether
/// the ledger itself holds is `verify ledger`'s question.
public final class LedgerEntries {

  /// Hash and salt, 64 hexadecimal digits each, with a space behind each.
  private static final int BODY_AT = 130;

  private LedgerEntries() {}

  /// Reads every entry, year by year, in order. A line that is no entry, such as a torn last one,
  /// is left out.
  ///
  /// @param ledger a ledger folder; none has no entries
  /// @param each receives kind and facts
  public static void read(Path ledger, BiConsumer<String, Map<?, ?>> each) throws IOException {
    bodies(
        ledger,
        body -> {
          if (body.get("kind") instanceof String kind
              && body.get("facts") instanceof Map<?, ?> facts) {
            each.accept(kind, facts);
          }
        });
  }

  /// The same, whole: actor, at, facts, index, kind. Words that people typed stand apart and are
  /// left
  /// out: facts hold their hashes.
  static void bodies(Path ledger, Consumer<Map<?, ?>> each) throws IOException {
    var folder = ledger.resolve("private");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        // A line that its writer has not ended is not an entry yet.
        lines.substring(0, lines.lastIndexOf('\n') + 1).lines().forEach(line -> tell(line, each));
      }
    }
  }

  private static void tell(String line, Consumer<Map<?, ?>> each) {
    try {
      int tab = line.indexOf('\t');
      if (line.length() > BODY_AT
          && Canonical.read(line.substring(BODY_AT, tab < 0 ? line.length() : tab))
              instanceof Map<?, ?> body) {
        each.accept(body);
      }
    } catch (IllegalArgumentException e) {
      // Said by `verify ledger`, which names the entry.
    }
  }
}
