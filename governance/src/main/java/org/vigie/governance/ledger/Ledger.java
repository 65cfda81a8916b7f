package org.vigie.governance.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;

/// The town's ledger. Safe for any thread; closed by whoever opened it.
///
/// Its format stands in design/ledger.md.
public final class Ledger implements AutoCloseable {

  /// How many private files one page looks through before it is handed over as it is.
  private static final int MOST_FILES_A_PAGE = 400;

  private final LedgerFolder folder;
  private final LogKey key;
  private final Years years;
  private final LedgerWriter writer;

  private Ledger(LedgerFolder folder, LogKey key, Years years, LedgerWriter writer) {
    this.folder = folder;
    this.key = key;
    this.years = years;
    this.writer = writer;
  }

  /// Opens the ledger, or begins it where there is none. Entries that were durable but not yet
  /// signed when the last process died are signed now.
  ///
  /// @param folder the ledger's folder; held exclusively until closed
  /// @param keyFile the signing key, made if there is neither key nor ledger
  /// @param town names the town in the origin of a log that begins
  /// @throws LedgerRefused if somebody else holds it, or it is not what was signed
  public static Ledger open(Path folder, Path keyFile, String town, Clocks clocks)
      throws IOException {
    var held = LedgerFolder.lock(folder, keyFile, town);
    var years = new Years();
    try {
      boolean begins = held.years().isEmpty();
      var key = begins && !Files.exists(keyFile) ? LogKey.create(keyFile) : LogKey.read(keyFile);
      openYears(held, years, key);
      if (years.isEmpty()) {
        int year = clocks.wall().atOffset(ZoneOffset.UTC).getYear();
        years.add(year, LedgerWriter.begin(held, key, year, 0, Map.of(), clocks));
      }
      years.newest().publish();
      var writer = new LedgerWriter(held, key, years, clocks);
      var ledger = new Ledger(held, key, years, writer);
      writer.start();
      ledger.tellWhatWasCut();
      return ledger;
    } catch (IOException | RuntimeException e) {
      years.close();
      held.close();
      throw e;
    }
  }

  private static void openYears(LedgerFolder held, Years years, LogKey key) throws IOException {
    @Nullable Checkpoint pinned =
        Files.exists(held.pin())
            ? Checkpoint.read(Files.readString(held.pin()), key, held.pin().toString())
            : null;
    boolean pinFound = false;
    for (int year : held.years()) {
      boolean here = pinned != null && pinned.origin().endsWith("/%04d".formatted(year));
      pinFound |= here;
      var log = YearLog.open(held, year, key, here ? pinned : null);
      if (log.count() == 0) {
        // A crash before its first entry: it is begun again.
        log.close();
      } else {
        years.add(year, log);
      }
    }
    if (pinned != null && !pinFound) {
      throw new LedgerRefused(
          "The log %s, whose checkpoint was signed over %d entries, is gone: put the ledger back from its newest copy."
              .formatted(pinned.origin(), pinned.size()));
    }
  }

  private void tellWhatWasCut() {
    long bytes = years.newest().cutBytes();
    if (bytes > 0) {
      append(new Entry("ledger.recovered", "vigie", Map.of("dropped_bytes", bytes)));
    }
  }

  /// Appends an entry and waits until it is durable; many threads may append at once and share one
  /// flush.
  ///
  /// @return its index
  /// @throws LedgerUnavailable if it could not be made durable; what it announces must not happen
  public long append(Entry entry) {
    return writer.append(entry);
  }

  /// How many entries are durable, over all years, those of deleted years included.
  public long size() {
    var newest = years.newest();
    return newest.first() + newest.count();
  }

  /// The index of the oldest entry that is kept here: later than 0 once old years were deleted.
  long first() {
    return logs().getLast().first();
  }

  public Optional<Recorded> find(long index) {
    for (var log : years.newestFirst()) {
      if (index >= log.first() && index < log.first() + log.count()) {
        return Optional.of(read(log, index - log.first()).open());
      }
    }
    return Optional.empty();
  }

  private static Sealed read(YearLog log, long leaf) {
    try {
      return log.one(leaf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A page of entries, newest first.
  public Page page(Query query) {
    var found = new ArrayList<Recorded>();
    int files = 0;
    try {
      for (var log : years.newestFirst()) {
        long leaf = Math.min(log.count(), Math.max(0, query.before() - log.first())) - 1;
        while (leaf >= 0) {
          if (files++ == MOST_FILES_A_PAGE) {
            return new Page(found, log.first() + leaf + 1);
          }
          var entries = log.read(leaf / EntryFiles.PER_FILE);
          for (int at = (int) (leaf % EntryFiles.PER_FILE); at >= 0; at--, leaf--) {
            var entry = entries.get(at);
            if (query.mayWant(entry.body()) && query.wants(entry.open().entry())) {
              found.add(entry.open());
              if (found.size() == query.limit()) {
                return new Page(found, leaf + log.first() > 0 ? leaf + log.first() : -1);
              }
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger cannot be read: " + e.getMessage(), e);
    }
    return new Page(found, -1);
  }

  /// Hands every durable entry, oldest first, to `reader`.
  public void replay(Consumer<Recorded> reader) {
    replay(kind -> true, reader);
  }

  /// Hands the durable entries of some kinds, oldest first, to `reader`; the others are passed over
  /// without being parsed.
  public void replay(Predicate<String> kinds, Consumer<Recorded> reader) {
    replay(0, kinds, reader);
  }

  /// The same from the entry of index `from` on.
  public void replay(long from, Predicate<String> kinds, Consumer<Recorded> reader) {
    try {
      for (var log : years.oldestFirst()) {
        long files = (log.count() + EntryFiles.PER_FILE - 1) / EntryFiles.PER_FILE;
        long leaf = Math.max(0, from - log.first());
        for (long file = leaf / EntryFiles.PER_FILE; file < files; file++) {
          log.read(file).stream()
              .filter(entry -> kinds.test(entry.kind()))
              .map(Sealed::open)
              .filter(recorded -> recorded.index() >= from)
              .forEach(reader);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger cannot be read: " + e.getMessage(), e);
    }
  }

  /// Whether there is such an entry, and it still has words.
  boolean hasWords(long index) {
    for (var log : years.newestFirst()) {
      if (index >= log.first() && index < log.first() + log.count()) {
        return !read(log, index - log.first()).words().isBlank();
      }
    }
    return false;
  }

  /// Overwrites the words of entries; their leaves, and so every proof, stay as they are.
  ///
  /// @param from the first entry
  /// @param to the first entry that keeps its words
  /// @return how many had any
  synchronized long blank(long from, long to) throws IOException {
    long blanked = 0;
    for (var log : years.oldestFirst()) {
      long first = Math.max(from, log.first());
      long end = Math.min(to, log.first() + log.count());
      if (first < end) {
        blanked += log.blank(first - log.first(), end - log.first());
      }
    }
    return blanked;
  }

  /// The newest checkpoint that was published.
  public Checkpoint checkpoint() {
    return years.newest().checkpoint();
  }

  /// Signs and publishes a checkpoint over everything that is durable now.
  ///
  /// @throws LedgerUnavailable if it cannot be written
  public Checkpoint publish() {
    return writer.publish();
  }

  /// Shows that an entry stands in the newest checkpoint of its year; one that is not signed yet is
  /// signed first.
  ///
  /// @throws NoSuchElementException if there is no such entry
  public InclusionProof prove(long index) {
    return prove(List.of(index)).getFirst();
  }

  /// The same of several entries, those of a year by one checkpoint.
  public List<InclusionProof> prove(Collection<Long> indexes) {
    var proofs = new ArrayList<InclusionProof>();
    var checkpoints = new HashMap<YearLog, Checkpoint>();
    if (indexes.stream().anyMatch(this::isUnsigned)) {
      publish();
    }
    for (long index : indexes) {
      var log = logOf(index);
      try {
        var at = checkpoints.computeIfAbsent(log, YearLog::checkpoint);
        proofs.add(log.prove(index - log.first(), at));
      } catch (IOException e) {
        throw new UncheckedIOException("The ledger cannot be read: " + e.getMessage(), e);
      }
    }
    return proofs;
  }

  private boolean isUnsigned(long index) {
    var log = logOf(index);
    return index - log.first() >= log.checkpoint().size();
  }

  private YearLog logOf(long index) {
    for (var log : years.newestFirst()) {
      if (index >= log.first() && index < log.first() + log.count()) {
        return log;
      }
    }
    throw new NoSuchElementException("The ledger has no entry " + index + ".");
  }

  /// The public key of the log of that origin, as its file `verifier` holds it.
  public String verifier(String origin) {
    return key.verifier(origin) + "\n";
  }

  /// Reads a checkpoint, with whatever others have added to it: one that this ledger has signed and
  /// that it still continues.
  ///
  /// @throws LedgerRefused if it is none
  public Checkpoint requirePublished(String note) throws IOException {
    var log = log(note.lines().findFirst().orElse(""));
    if (log.isEmpty()) {
      throw new LedgerRefused("It is no checkpoint of this ledger.");
    }
    return log.get().requirePublished(note);
  }

  /// The log of that name, if it is one of this ledger's.
  Optional<YearLog> log(String origin) {
    return logs().stream().filter(log -> log.origin().equals(origin)).findFirst();
  }

  /// The years' logs, newest first.
  List<YearLog> logs() {
    var logs = new ArrayList<YearLog>();
    years.newestFirst().forEach(logs::add);
    return logs;
  }

  LogKey key() {
    return key;
  }

  /// The newest checkpoint of each year, oldest year first.
  public List<Checkpoint> checkpoints() {
    return logs().reversed().stream().map(YearLog::checkpoint).toList();
  }

  /// Copies the logs of some years, for somebody who may read them and will check them elsewhere:
  /// what is public, and the entries with their salts, in the folders of the ledger itself. Words
  /// that people typed are left out: what has left the house cannot be erased.
  ///
  /// @param from the first year
  /// @param to the last one
  /// @param kinds of which `withheld` is asked: no other entry is taken apart
  /// @param withheld of which entries the copy holds the hash alone
  /// @return which years were there to be copied
  /// @throws LedgerUnavailable if what is not signed yet cannot be
  public SortedSet<Integer> copy(
      int from, int to, Predicate<String> kinds, Predicate<Entry> withheld, CopySink into)
      throws IOException {
    publish();
    var copied = new TreeSet<Integer>();
    for (var log : years.between(from, to).entrySet()) {
      copied.add(log.getKey());
      new LogCopy(
              "%04d".formatted(log.getKey()),
              log.getValue(),
              new LogCopy.Withheld(kinds, withheld),
              into)
          .write();
    }
    return copied;
  }

  /// Of which years there is a log: any may have been deleted, and a year in which nothing ran
  /// never had one.
  public SortedSet<Integer> years() {
    return years.list();
  }

  /// How many bytes the files of some years are, about: what a copy of them needs.
  public long bytes(int from, int to) throws IOException {
    long bytes = 0;
    for (int year : years.between(from, to).keySet()) {
      for (var part : List.of(folder.publicYear(year), folder.privateYear(year))) {
        bytes += LedgerFolder.bytes(part);
      }
    }
    return bytes;
  }

  /// Shows that the newest checkpoint of the newest year continues an earlier one.
  ///
  /// @param from how many entries that covers
  /// @throws NoSuchElementException if the newest covers fewer
  public Continuation continuation(long from) {
    return continuation(years.newest(), from);
  }

  /// Shows that the newest checkpoint of one year continues an earlier one.
  ///
  /// @param origin of the year's log
  /// @param from how many entries that covers
  /// @throws NoSuchElementException if there is no such log, or its newest covers fewer
  public Continuation continuation(String origin, long from) {
    return continuation(
        log(origin).orElseThrow(() -> new NoSuchElementException("There is no log " + origin)),
        from);
  }

  private static Continuation continuation(YearLog log, long from) {
    if (from < 0 || from > log.checkpoint().size()) {
      throw new NoSuchElementException(log.origin() + " has no " + from + " entries.");
    }
    try {
      return log.continuation(from);
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger cannot be read: " + e.getMessage(), e);
    }
  }

  /// Says that the ledger goes on on another machine: once closed, it is never opened here again.
  ///
  /// @param sentence when it was moved, and by which backup; whoever tries to open it reads it
  public void markMoved(String sentence) throws IOException {
    folder.markMoved(sentence);
  }

  /// Publishes a last checkpoint and lets go of the folder; the second call does nothing.
  @Override
  public void close() {
    try (var lock = folder;
        var logs = years) {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger could not be closed: " + e.getMessage(), e);
    }
  }
}
