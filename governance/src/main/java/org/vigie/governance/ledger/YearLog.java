package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Durable;

/// The log of one year: private entries, public tiles, signed checkpoint.
///
/// Entries are appended by one thread. [#publish] and the reading methods are for any: a checkpoint
/// is written while entries go on being appended.
final class YearLog implements AutoCloseable {

  /// The kind of each year's first entry.
  static final String BEGUN = "ledger.begun";

  private final String origin;
  private final LogKey key;
  private final EntryFiles entries;
  private final TileFiles tiles;
  private final Path published;
  private final Path pin;
  private final Object publishing = new Object();
  private volatile @Nullable Checkpoint checkpoint;
  private long first;
  private long cutBytes;

  private YearLog(LedgerFolder folder, int year, String origin, LogKey key) {
    this.origin = origin;
    this.key = key;
    this.entries = new EntryFiles(folder.privateYear(year));
    this.tiles = new TileFiles(folder.publicYear(year));
    this.published = folder.publicYear(year).resolve("checkpoint");
    this.pin = folder.pin();
  }

  /// Begins the log of a year with its first entry, which says where the one before ended.
  static YearLog begin(LedgerFolder folder, int year, String origin, LogKey key, Sealed beginning)
      throws IOException {
    var log = new YearLog(folder, year, origin, key);
    log.writeVerifier();
    log.first = beginning.open().index();
    log.append(List.of(beginning));
    log.writeBegun();
    // Published before anything else is appended: a log without checkpoint holds this entry only.
    log.publish();
    return log;
  }

  /// Opens the log of a year: cuts a torn tail, checks the entries against every checkpoint known,
  /// writes missing tiles.
  ///
  /// @param pinned the checkpoint remembered outside the ledger's folder, if it is of this year
  static YearLog open(LedgerFolder folder, int year, LogKey key, @Nullable Checkpoint pinned)
      throws IOException {
    var file = folder.publicYear(year).resolve("checkpoint");
    @Nullable Checkpoint signed =
        Files.exists(file) ? Checkpoint.read(Files.readString(file), key, file.toString()) : null;
    @Nullable Checkpoint newest =
        pinned != null && (signed == null || pinned.size() > signed.size()) ? pinned : signed;
    var origin = newest == null ? folder.origin(year) : newest.origin();
    var log = new YearLog(folder, year, origin, key);
    log.recover(signed, pinned, newest == null ? 0 : newest.size());
    log.checkpoint = signed;
    log.writeVerifier();
    if (log.count() > 0) {
      log.writeBegun();
    }
    return log;
  }

  /// Puts the public half of the key beside the log, where there is none or another one.
  private void writeVerifier() throws IOException {
    var file = published.resolveSibling("verifier");
    var line = verifier();
    if (!Files.exists(file) || !Files.readString(file, StandardCharsets.UTF_8).equals(line)) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Durable.replace(file, line.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Publishes the first entry with its words, the only one: so that anyone can see which
  /// checkpoint of the year before this log follows. It names nobody.
  private void writeBegun() throws IOException {
    var file = published.resolveSibling("begun");
    var first = entries.one(0);
    if (first.kind().equals(BEGUN)
        && (!Files.exists(file) || !Files.readString(file).equals(first.line()))) {
      Durable.replace(file, first.line().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void recover(@Nullable Checkpoint signed, @Nullable Checkpoint pinned, long size)
      throws IOException {
    cutBytes =
        entries.recover(
            size,
            (leaf, entry) -> {
              if (leaf == 0) {
                first = entry.open().index();
              }
              tiles.add(entry);
              check(signed);
              check(pinned);
              if (tiles.tree().size() % TreeHead.TILE_WIDTH == 0) {
                tiles.flushFull();
              }
            });
    if (entries.count() < size) {
      throw new LedgerRefused(
          "%s holds %d entries, but its checkpoint was signed over %d: it was rolled back or truncated. Put the ledger back from its newest copy."
              .formatted(origin, entries.count(), size));
    }
    if (size == 0 && entries.count() > 1) {
      throw new LedgerRefused(
          "%s holds %d entries but no checkpoint: %s was removed. Put it back from its newest copy."
              .formatted(origin, entries.count(), published));
    }
  }

  private void check(@Nullable Checkpoint known) throws LedgerRefused {
    var tree = tiles.tree();
    if (known != null && known.size() == tree.size() && !Arrays.equals(known.root(), tree.root())) {
      throw new LedgerRefused(
          "The first %d entries of %s are not those that were signed: somebody changed them, or the ledger comes from another copy. `vigie verify ledger` says which."
              .formatted(known.size(), origin));
    }
  }

  /// The index of this year's first entry, counted over all years.
  long first() {
    return first;
  }

  /// How many entries of this year are durable.
  long count() {
    return entries.count();
  }

  int room() {
    return entries.room();
  }

  /// How many bytes a crash left behind that were no whole entry.
  long cutBytes() {
    return cutBytes;
  }

  /// Makes entries durable; at most [#room] of them. If it throws, none is in the log.
  void append(List<Sealed> batch) throws IOException {
    entries.append(batch);
    batch.forEach(tiles::add);
  }

  /// Signs everything that is durable, and publishes it. One caller at a time; others wait.
  Checkpoint publish() throws IOException {
    synchronized (publishing) {
      var before = checkpoint;
      var edge = tiles.edge();
      if (before != null && before.size() == edge.size()) {
        return before;
      }
      tiles.write(edge);
      var fresh = Checkpoint.sign(origin, edge.size(), edge.root(), key);
      var note = fresh.note().getBytes(StandardCharsets.UTF_8);
      Durable.replace(published, note);
      Durable.replace(pin, note);
      checkpoint = fresh;
      return fresh;
    }
  }

  /// The newest checkpoint published.
  Checkpoint checkpoint() {
    return Objects.requireNonNull(checkpoint, "a log is published when it is opened");
  }

  /// The entries of one private file, 256 leaves from `number * 256`.
  List<Sealed> read(long number) throws IOException {
    return entries.read(number);
  }

  /// One entry; `leaf` is below [#count].
  Sealed one(long leaf) throws IOException {
    return entries.one(leaf);
  }

  /// Destroys the words of entries from leaf `from` up to `to`, at most [#count].
  ///
  /// @return how many had any
  long blank(long from, long to) throws IOException {
    return entries.blank(from, to);
  }

  InclusionProof prove(long leaf) throws IOException {
    return prove(leaf, checkpoint());
  }

  /// @param at a checkpoint of this log that covers the leaf
  InclusionProof prove(long leaf, Checkpoint at) throws IOException {
    var entry = entries.one(leaf);
    var path = new Prover(tiles, at.size()).path(leaf);
    return new InclusionProof(
        leaf, entry.salt(), entry.body(), Words.kept(entry.words()), path, at);
  }

  /// Reads a checkpoint that this log has signed, and that its present tree continues.
  ///
  /// @throws LedgerRefused if it is none
  Checkpoint requirePublished(String note) throws IOException {
    var read = Checkpoint.read(note, key, "It");
    var now = checkpoint();
    if (read.size() > now.size()
        || !Arrays.equals(new Prover(tiles, now.size()).root(read.size()), read.root())) {
      throw new LedgerRefused("It is no checkpoint of the log as it stands here.");
    }
    return read;
  }

  /// Shows that the newest checkpoint continues the first `from` entries, at most as many as it
  /// has.
  Continuation continuation(long from) throws IOException {
    var at = checkpoint();
    return new Continuation(from, new Prover(tiles, at.size()).consistency(from), at);
  }

  String origin() {
    return origin;
  }

  /// The public key, as the file `verifier` holds it.
  String verifier() {
    return key.verifier(origin) + "\n";
  }

  /// The first hashes of a tile.
  List<byte[]> hashes(int level, long number, int width) throws IOException {
    return tiles.hashes(level, number, width);
  }

  /// Where checkpoints with witnesses' lines are published.
  Path cosigned() {
    return published.resolveSibling("cosigned");
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
