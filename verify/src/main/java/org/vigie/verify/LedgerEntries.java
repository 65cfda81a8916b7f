package org.vigie.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What the entries of a ledger say, for checks of other things that the ledger speaks of. Whether
/// the ledger itself holds is `verify ledger`'s question.
public final class LedgerEntries {

  /// Hash and salt, 64 hexadecimal digits each, with a space behind each.
  private static final int BODY_AT = 130;

  private static final int PER_FILE = 256;
  private static final Pattern FILE = Pattern.compile("(\\d{4})\\W((?:x\\d{3}\\W){0,4}\\d{3})");

  private LedgerEntries() {}

  /// Reads every entry, year by year, in order. A last line without its end is left out: it is
  /// being written.
  ///
  /// @param ledger a ledger folder; none has no entries
  /// @param each receives kind and facts
  /// @param unread receives a sentence for each line that should be an entry and is none: what it
  ///     told cannot be checked
  public static void read(Path ledger, BiConsumer<String, Map<?, ?>> each, Consumer<String> unread)
      throws IOException {
    bodies(
        ledger,
        body -> {
          if (body.get("kind") instanceof String kind
              && body.get("facts") instanceof Map<?, ?> facts) {
            each.accept(kind, facts);
          }
        },
        unread);
  }

  /// The same, whole: actor, at, facts, index, kind. Words that people typed stand apart and are
  /// left out: facts hold their hashes.
  static void bodies(Path ledger, Consumer<Map<?, ?>> each, Consumer<String> unread)
      throws IOException {
    var folder = ledger.resolve("private");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        // A line that its writer has not ended is not an entry yet.
        var whole = lines.substring(0, lines.lastIndexOf('\n') + 1).lines().toList();
        for (int at = 0; at < whole.size(); at++) {
          if (!tell(whole.get(at), each)) {
            unread.accept(sentence(folder.relativize(file).toString(), at));
          }
        }
      }
    }
  }

  private static boolean tell(String line, Consumer<Map<?, ?>> each) {
    try {
      int tab = line.indexOf('\t');
      if (line.length() > BODY_AT
          && Canonical.read(line.substring(BODY_AT, tab < 0 ? line.length() : tab))
              instanceof Map<?, ?> body) {
        each.accept(body);
        return true;
      }
    } catch (IllegalArgumentException e) {
      // Said by whoever asked.
    }
    return false;
  }

  /// @param file YEAR and the number of 256 entries, as [TileTree#path] writes it
  private static String sentence(String file, int line) {
    var parts = FILE.matcher(file);
    return parts.matches()
        ? "Entry %d of the log of %s cannot be read: it was taken out, or changed."
            .formatted(
                Long.parseLong(parts.group(2).replaceAll("\\D", "")) * PER_FILE + line,
                parts.group(1))
        : "Line %d of ledger/private/%s is no entry.".formatted(line + 1, file);
  }
}
