package org.vigie.governance.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Destroys what people typed into the ledger, reasons and notes: at its term, and before it where
/// the data-protection officer must. That it was done is an entry first, so that what a crash left
/// undone is done at the next start; who did what to what stays for ever. Safe for any thread.
public final class FreeText {

  /// Kept so long unless the configuration says otherwise (R44).
  public static final Duration KEPT = Duration.ofDays(3 * 365);

  /// Nobody makes it shorter (R44).
  public static final Duration LEAST = Duration.ofDays(183);

  /// The kind of the entry that says that words were destroyed.
  public static final String ERASED = "ledger.words-erased";

  /// The kind of the entry that says for how long words are kept from now on.
  public static final String TERM = "ledger.words-term";

  private static final String FROM = "from";
  private static final String TO = "to";

  /// What one round looks at, at most: the rest comes with the next one.
  private static final int MOST_FILES_A_ROUND = 256;

  private final Ledger ledger;

  /// Ranges that were announced one by one, first entry to first that keeps its words.
  private final TreeMap<Long, Long> single = new TreeMap<>();

  private Duration kept = KEPT;
  private long term;
  private long lastOfTerm;

  public FreeText(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Takes an entry of the ledger into account.
  public synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (entry.kind().equals(TERM)) {
      kept = Duration.parse(entry.text("kept"));
    }
    if (entry.kind().equals(ERASED)
        && entry.facts().get(FROM) instanceof Long from
        && entry.facts().get(TO) instanceof Long to) {
      if (entry.facts().containsKey("kept")) {
        lastOfTerm = from;
        term = Math.max(term, to);
      } else {
        single.put(from, to);
      }
    }
  }

  /// For how long words are kept.
  public synchronized Duration kept() {
    return kept;
  }

  /// Takes the configured term. A change is an entry in the ledger: nobody shortens it unnoticed.
  ///
  /// @param configured at least [#LEAST]
  /// @throws LedgerUnavailable if the change could not be written; then it does not hold
  public synchronized void adopt(Duration configured) {
    if (configured.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("words are kept for " + LEAST + " at least");
    }
    if (!configured.equals(kept)) {
      ledger.append(new Entry(TERM, "vigie", Map.of("kept", configured)));
      kept = configured;
    }
  }

  /// Does what entries announced, where a crash or a full disk kept it from being done.
  ///
  /// @throws IOException if the ledger's files cannot be written
  public synchronized void finish() throws IOException {
    ledger.blank(lastOfTerm, term);
    for (var range : single.entrySet()) {
      ledger.blank(range.getKey(), range.getValue());
    }
  }

  /// Destroys the words of one entry.
  ///
  /// @param reason why; free text itself
  /// @return whether there were any; without, nothing is written
  /// @throws LedgerUnavailable if that it was done could not be written; then it is not
  /// @throws IOException if the ledger's files cannot be written; it is tried again at the next
  ///     start
  public synchronized boolean erase(String actor, long index, String reason) throws IOException {
    if (!ledger.hasWords(index)) {
      return false;
    }
    ledger.append(new Entry(ERASED, actor, Map.of(FROM, index, TO, index + 1, "reason", reason)));
    single.put(index, index + 1);
    ledger.blank(index, index + 1);
    return true;
  }

  /// Destroys the words of all entries that are older than they may be kept, by whole files of 256
  /// entries: the newest of those that are old enough wait until their file is full.
  ///
  /// @return how many entries lost theirs
  /// @throws LedgerUnavailable if that it was done could not be written; then it is not
  /// @throws IOException if the ledger's files cannot be written
  public synchronized long eraseOld(Instant now) throws IOException {
    var limit = now.minus(kept);
    // A year whose files were deleted took its words along.
    long from = Math.max(term, ledger.first());
    long to = from;
    for (int file = 0; file < MOST_FILES_A_ROUND; file++) {
      var last = ledger.find(to + EntryFiles.PER_FILE - 1);
      if (last.isEmpty() || !last.get().at().isBefore(limit)) {
        break;
      }
      to += EntryFiles.PER_FILE;
    }
    if (to == from) {
      return 0;
    }
    ledger.append(new Entry(ERASED, "vigie", Map.of(FROM, from, TO, to, "kept", kept)));
    long erased = ledger.blank(from, to);
    lastOfTerm = from;
    term = to;
    return erased;
  }
}
