package org.vigie.recording;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.vigie.base.Clocks;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;

/// The one writer of the index, and the one who commits the heads of reels to the ledger: once a
/// minute for all cameras, and when reels close. What index or ledger refuse is kept and tried
/// again; recording does not wait for either.
///
/// What is kept is bounded: of each reel the latest head, some hundred bytes; of reels that ended,
/// their lists of parts, for the [#MOST_ENDED] latest. An older one is left to [Reconciler], which
/// takes in from the disk what the index lacks.
final class Registrar implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Registrar.class.getName());
  private static final int MOST_REELS_PER_ENTRY = 500;
  private static final long LONGEST_SETTLING_MS = 5_000;
  private static final long WAKE_MS = 500;

  /// A list of parts takes up to 72 kB, and the whole process is given a gigabyte.
  private static final int MOST_ENDED = 2_000;

  private sealed interface Work {
    record Closed(ReelFile file) implements Work {}

    record Line(String volume, Journal.Line line) implements Work {}

    record Remove(List<String> reels) implements Work {}

    /// @param commits whether the ledger is to be told as well
    record Settled(CountDownLatch done, boolean commits) implements Work {}

    record Stop() implements Work {}
  }

  /// How far a reel is, as the ledger holds it.
  private record Head(String reel, CameraId camera, int parts, byte[] hash) {
    static Head of(ReelRow row) {
      return new Head(row.reel(), row.camera(), row.parts().parts(), row.head());
    }
  }

  private final SqlIndex index;
  private final Notary notary;
  private final Alarms alarms;
  private final long commitEveryNanos;
  private final Clocks clocks;
  private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Map<String, ReelFile> live = new ConcurrentHashMap<>();
  private final Set<String> beginning = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> committed = new HashMap<>();
  private final List<Work> unwritten = new ArrayList<>();
  private final Map<String, Head> uncommitted = new LinkedHashMap<>();
  private boolean refused;
  private boolean uncommittedSaid;
  private final Thread thread;

  Registrar(
      SqlIndex index, Notary notary, Alarms alarms, RecorderSettings settings, Clocks clocks) {
    this.index = index;
    this.notary = notary;
    this.alarms = alarms;
    this.commitEveryNanos = settings.commitEvery().toNanos();
    this.clocks = clocks;
    this.thread = Thread.ofPlatform().name("recording-registrar").start(this::run);
  }

  /// A reel's file is about to be made: on a disk that hangs it may lie there, nearly empty, for
  /// minutes before [#opened] or [#notBegun].
  void beginning(String reel) {
    beginning.add(reel);
  }

  void notBegun(String reel) {
    beginning.remove(reel);
  }

  void opened(ReelFile file) {
    live.put(file.header().reel(), file);
    beginning.remove(file.header().reel());
  }

  void forget(ReelFile file) {
    live.remove(file.header().reel());
  }

  /// The reel gets no more parts, whether or not it has a footer.
  void closed(ReelFile file) {
    queue.add(new Work.Closed(file));
  }

  /// @param volume the id of the volume whose journal says it
  void line(String volume, Journal.Line line) {
    queue.add(new Work.Line(volume, line));
  }

  void remove(List<String> reels) {
    queue.add(new Work.Remove(reels));
  }

  /// The cameras with a reel that is being written, which the index may not have yet.
  Set<CameraId> liveCameras() {
    return live.values().stream()
        .map(file -> file.header().camera())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Reels of a camera that are being written, or not yet in the index, as far as they are durable.
  List<ReelRow> live(CameraId camera) {
    return live.values().stream()
        .filter(file -> file.header().camera().equals(camera) && file.hasPictures())
        .map(file -> file.row())
        .toList();
  }

  /// Whether the reel is being made or written, or is not yet in the index.
  boolean isLive(String reel) {
    return beginning.contains(reel) || live.containsKey(reel);
  }

  /// Waits until the index holds what was said before this call, a few seconds at most.
  void settle() {
    settle(false);
  }

  /// The same, and the ledger holds how far every reel is: whoever hands footage over does not wait
  /// for the minute to end.
  void commit() {
    settle(true);
  }

  private void settle(boolean commits) {
    var done = new CountDownLatch(1);
    queue.add(new Work.Settled(done, commits));
    try {
      if (thread.isAlive() && !done.await(LONGEST_SETTLING_MS, TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "the index of recordings is slow or cannot be written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Commits for the last time.
  @Override
  public void close() {
    queue.add(new Work.Stop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean stopped = false;
    var work = new ArrayList<Work>();
    long committedAt = clocks.elapsedNanos();
    while (!stopped) {
      work.clear();
      try {
        var first = queue.poll(WAKE_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          work.add(first);
          queue.drainTo(work);
        }
      } catch (InterruptedException e) {
        stopped = true;
      }
      stopped |= work.stream().anyMatch(Work.Stop.class::isInstance);
      long now = clocks.elapsedNanos();
      boolean due = stopped || now - committedAt >= commitEveryNanos || asked(work);
      if (due) {
        committedAt = now;
      }
      try {
        handle(work, due);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "recording: the index or the ledger could not be told", e);
      }
      work.stream()
          .filter(Work.Settled.class::isInstance)
          .forEach(one -> ((Work.Settled) one).done().countDown());
    }
  }

  private static boolean asked(List<Work> work) {
    return work.stream().anyMatch(one -> one instanceof Work.Settled settled && settled.commits());
  }

  private void handle(List<Work> work, boolean due) {
    unwritten.addAll(work.stream().filter(w -> !(w instanceof Work.Settled)).toList());
    List<ReelRow> grown =
        due
            ? live.values().stream()
                .filter(ReelFile::hasPictures)
                .map(ReelFile::row)
                .filter(this::hasGrown)
                .toList()
            : List.of();
    grown.forEach(row -> uncommitted.put(row.reel(), Head.of(row)));
    if (!unwritten.isEmpty() || due) {
      write(grown);
    }
    commitHeads();
  }

  private void write(List<ReelRow> grown) {
    try {
      index.inOneTransaction(
          () -> {
            unwritten.forEach(this::apply);
            grown.forEach(index::put);
          });
    } catch (RuntimeException e) {
      refused(e);
      return;
    }
    for (var one : unwritten) {
      if (one instanceof Work.Closed(var file)) {
        ended(file);
      }
    }
    unwritten.clear();
    if (refused) {
      refused = false;
      alarms.end(AlarmKind.DATABASE, subject());
    }
  }

  private void refused(RuntimeException cause) {
    var sentence =
        "The index of recordings cannot be written: %s. Recording goes on, and the index catches up by itself once %s can be written."
            .formatted(cause.getMessage(), index.path());
    if (!refused) {
      LOG.log(Level.ERROR, sentence);
    }
    refused = true;
    alarms.raise(AlarmKind.DATABASE, subject(), sentence);
    long ended = unwritten.stream().filter(Work.Closed.class::isInstance).count();
    for (var all = unwritten.iterator(); ended > MOST_ENDED && all.hasNext(); ) {
      if (all.next() instanceof Work.Closed(var file)) {
        all.remove();
        ended(file);
        ended--;
        LOG.log(
            Level.WARNING,
            "reel %s will be taken into the index from the disk".formatted(file.header().reel()));
      }
    }
  }

  private void ended(ReelFile file) {
    var row = file.row();
    live.remove(row.reel());
    uncommitted.put(row.reel(), Head.of(row));
  }

  private String subject() {
    return String.valueOf(index.path().getFileName());
  }

  private void apply(Work work) {
    switch (work) {
      case Work.Closed(var file) -> putEnded(file.row());
      case Work.Line(var volume, var line) -> index.lines().add(volume, line);
      case Work.Remove(var reels) -> reels.forEach(index::remove);
      case Work.Settled(var done, var commits) -> {}
      case Work.Stop() -> {}
    }
  }

  /// A reel whose disk went away has no footer; once the disk is back, [Recovery] may have read it
  /// whole and ended it before this is written.
  private void putEnded(ReelRow row) {
    if (row.closed() || index.find(row.reel()).filter(ReelRow::closed).isEmpty()) {
      index.put(row);
    }
  }

  private boolean hasGrown(ReelRow row) {
    return row.pictureParts() > 0 && row.parts().parts() > committed.getOrDefault(row.reel(), 0);
  }

  private void commitHeads() {
    while (!uncommitted.isEmpty()) {
      var some = uncommitted.values().stream().limit(MOST_REELS_PER_ENTRY).toList();
      try {
        var facts = some.stream().map(head -> fact(head)).toList();
        notary.append(new Entry("footage.committed", "vigie", Map.of("reels", facts)));
      } catch (RuntimeException | Error e) {
        // Said once: it is tried twice a second.
        LOG.log(
            uncommittedSaid ? Level.DEBUG : Level.ERROR,
            "the ledger does not take the heads of reels: " + e.getMessage());
        uncommittedSaid = true;
        return;
      }
      uncommittedSaid = false;
      for (var head : some) {
        if (live.containsKey(head.reel())) {
          committed.put(head.reel(), head.parts());
        } else {
          committed.remove(head.reel());
        }
        uncommitted.remove(head.reel());
      }
    }
  }

  static List<Map<String, Object>> facts(Collection<ReelRow> rows) {
    return rows.stream().map(row -> fact(Head.of(row))).toList();
  }

  private static Map<String, Object> fact(Head head) {
    return Map.of(
        "reel",
        head.reel(),
        "camera",
        head.camera(),
        "parts",
        head.parts(),
        "head",
        HexFormat.of().formatHex(head.hash()));
  }
}
