package org.vigie.governance.ledger;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;

/// The one thread that appends to the ledger: takes what waits, makes it durable with one flush,
/// and answers. [CheckpointWriter] signs soon after; nobody who appends waits for that.
final class LedgerWriter implements AutoCloseable {

  private sealed interface Work {
    record Append(Entry entry, CompletableFuture<Long> index) implements Work {}

    record Stop() implements Work {}
  }

  private final LedgerFolder folder;
  private final LogKey key;
  private final Years years;
  private final Clocks clocks;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("ledger").daemon().unstarted(this::run);
  private final CheckpointWriter checkpoints;
  private boolean closed;

  LedgerWriter(LedgerFolder folder, LogKey key, Years years, Clocks clocks) {
    this.folder = folder;
    this.key = key;
    this.years = years;
    this.clocks = clocks;
    this.checkpoints = new CheckpointWriter(years, clocks);
  }

  void start() {
    thread.start();
    checkpoints.start();
  }

  long append(Entry entry) {
    var index = new CompletableFuture<Long>();
    put(new Work.Append(entry, index));
    return answer(index);
  }

  Checkpoint publish() {
    synchronized (this) {
      if (closed) {
        throw closed();
      }
    }
    try {
      return checkpoints.publish();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /// Each caller waits for its own answer, so the queue holds no more than there are callers.
  private synchronized void put(Work work) {
    if (closed) {
      throw closed();
    }
    queue.add(work);
  }

  private static LedgerUnavailable closed() {
    return new LedgerUnavailable("The ledger is closed.", new IOException("closed"));
  }

  private static LedgerUnavailable unavailable(IOException why) {
    return new LedgerUnavailable(
        "The ledger could not be written, so nothing was done: " + why.getMessage(), why);
  }

  private static <T> T answer(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw unavailable(
          e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
    }
  }

  private void run() {
    boolean going = true;
    while (going) {
      try {
        going = step();
      } catch (InterruptedException e) {
        // Nobody but close() ends this thread, and that puts Stop into the queue.
      }
    }
  }

  /// Handles one batch; false once stopped.
  private boolean step() throws InterruptedException {
    @Nullable Work work = queue.take();
    var batch = new ArrayList<Work.Append>();
    while (work instanceof Work.Append append) {
      batch.add(append);
      work = batch.size() < EntryFiles.PER_FILE ? queue.poll() : null;
    }
    if (!batch.isEmpty()) {
      appendAll(batch);
      checkpoints.wake();
    }
    return !(work instanceof Work.Stop);
  }

  private void appendAll(List<Work.Append> batch) {
    int at = 0;
    while (at < batch.size()) {
      var chunk = List.<Work.Append>of();
      try {
        var log = logOfNow();
        chunk = batch.subList(at, Math.min(batch.size(), at + log.room()));
        append(log, chunk);
      } catch (IOException | RuntimeException | Error e) {
        chunk = chunk.isEmpty() ? batch.subList(at, batch.size()) : chunk;
        chunk.forEach(append -> append.index.completeExceptionally(e));
      }
      at += chunk.size();
    }
  }

  private void append(YearLog log, List<Work.Append> chunk) throws IOException {
    long index = log.first() + log.count();
    var now = clocks.wall().truncatedTo(ChronoUnit.MILLIS);
    var sealed = new ArrayList<Sealed>();
    for (var append : chunk) {
      sealed.add(Sealed.of(index + sealed.size(), now, append.entry));
    }
    log.append(sealed);
    for (int i = 0; i < chunk.size(); i++) {
      chunk.get(i).index.complete(index + i);
    }
  }

  /// The log to append to: when the year has turned, a new one that begins with the final
  /// checkpoint of the one before. A wall clock set back stays in the newer one.
  private YearLog logOfNow() throws IOException {
    int year = clocks.wall().atOffset(ZoneOffset.UTC).getYear();
    var newest = years.newest();
    if (year <= years.newestYear()) {
      return newest;
    }
    var last = newest.publish();
    var previous =
        Map.<String, Object>of(
            "origin", last.origin(),
            "size", last.size(),
            "root", HexFormat.of().formatHex(last.root()));
    var log = begin(folder, key, year, newest.first() + newest.count(), previous, clocks);
    years.add(year, log);
    return log;
  }

  static YearLog begin(
      LedgerFolder folder,
      LogKey key,
      int year,
      long first,
      Map<String, Object> previous,
      Clocks clocks)
      throws IOException {
    var origin = folder.origin(year);
    var facts = Map.<String, Object>of("origin", origin, "previous", previous);
    var now = clocks.wall().truncatedTo(ChronoUnit.MILLIS);
    var entry = Sealed.of(first, now, new Entry("ledger.begun", "vigie", facts));
    return YearLog.begin(folder, year, origin, key, entry);
  }

  /// Writes what waits, signs it, and ends the thread; the second call does nothing.
  ///
  /// @throws LedgerUnavailable if the last checkpoint could not be written: every entry is durable
  ///     all the same, and signed when the ledger is next opened
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      queue.add(new Work.Stop());
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    checkpoints.close();
  }
}
