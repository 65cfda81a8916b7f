package org.vigie.recording;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
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
import org.vigie.model.CameraId;

/// The one writer of the index, and the one who commits the heads of reels to the ledger: once a
/// minute for all cameras, and when reels close. What index or ledger refuse is kept and tried
/// again; recording does not wait for either.
final class Registrar implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Registrar.class.getName());
  private static final int MOST_REELS_PER_ENTRY = 500;
  private static final long LONGEST_SETTLING_MS = 5_000;
  private static final long WAKE_MS = 500;

  private sealed interface Work {
    record Closed(ReelFile file) implements Work {}

    record Line(String volume, Journal.Line line) implements Work {}

    record Remove(List<String> reels) implements Work {}

    record Settled(CountDownLatch done) implements Work {}

    record Stop() implements Work {}
  }

  private final SqlIndex index;
  private final Notary notary;
  private final long commitEveryNanos;
  private final Clocks clocks;
  private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Map<String, ReelFile> live = new ConcurrentHashMap<>();
  private final Map<String, Integer> committed = new HashMap<>();
  private final List<Work> unwritten = new ArrayList<>();
  private final List<ReelRow> uncommitted = new ArrayList<>();
  private final Thread thread;

  Registrar(SqlIndex index, Notary notary, RecorderSettings settings, Clocks clocks) {
    this.index = index;
    this.notary = notary;
    this.commitEveryNanos = settings.commitEvery().toNanos();
    this.clocks = clocks;
    this.thread = Thread.ofPlatform().name("recording-registrar").start(this::run);
  }

  void opened(ReelFile file) {
    live.put(file.header().reel(), file);
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

  boolean isLive(String reel) {
    return live.containsKey(reel);
  }

  /// Waits until the index holds what was said before this call, a few seconds at most.
  void settle() {
    var done = new CountDownLatch(1);
    queue.add(new Work.Settled(done));
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
      boolean due = stopped || now - committedAt >= commitEveryNanos;
      if (due) {
        committedAt = now;
      }
      handle(work, due);
    }
  }

  private void handle(List<Work> work, boolean due) {
    unwritten.addAll(work.stream().filter(w -> !(w instanceof Work.Settled)).toList());
    if (due) {
      live.values().stream()
          .filter(ReelFile::hasPictures)
          .map(file -> file.row())
          .filter(this::hasGrown)
          .forEach(uncommitted::add);
    }
    if (!unwritten.isEmpty() || due) {
      write(due);
    }
    for (var one : work) {
      if (one instanceof Work.Settled(var done)) {
        done.countDown();
      }
    }
    commit();
  }

  private void write(boolean due) {
    try {
      index.inOneTransaction(
          () -> {
            for (var one : unwritten) {
              apply(one);
            }
            if (due) {
              for (var row : uncommitted) {
                index.put(row);
              }
            }
          });
    } catch (UncheckedIOException e) {
      LOG.log(Level.ERROR, "the index of recordings cannot be written yet: " + e.getMessage());
      return;
    }
    for (var one : unwritten) {
      if (one instanceof Work.Closed(var file)) {
        var row = file.row();
        live.remove(row.reel());
        uncommitted.add(row);
      }
    }
    unwritten.clear();
  }

  private void apply(Work work) {
    switch (work) {
      case Work.Closed(var file) -> index.put(file.row());
      case Work.Line(var volume, var line) -> index.add(volume, line);
      case Work.Remove(var reels) -> reels.forEach(index::remove);
      case Work.Settled(var done) -> {}
      case Work.Stop() -> {}
    }
  }

  private boolean hasGrown(ReelRow row) {
    return row.pictureParts() > 0 && row.parts().parts() > committed.getOrDefault(row.reel(), 0);
  }

  private void commit() {
    while (!uncommitted.isEmpty()) {
      var some = uncommitted.subList(0, Math.min(MOST_REELS_PER_ENTRY, uncommitted.size()));
      try {
        notary.append(new Entry("footage.committed", "vigie", Map.of("reels", facts(some))));
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "the ledger does not take the heads of reels: " + e.getMessage());
        return;
      }
      for (var row : some) {
        if (live.containsKey(row.reel())) {
          committed.put(row.reel(), row.parts().parts());
        } else {
          committed.remove(row.reel());
        }
      }
      some.clear();
    }
  }

  static List<Map<String, Object>> facts(Collection<ReelRow> rows) {
    return rows.stream().map(Registrar::fact).toList();
  }

  private static Map<String, Object> fact(ReelRow row) {
    return Map.of(
        "reel",
        row.reel(),
        "camera",
        row.camera(),
        "parts",
        row.parts().parts(),
        "head",
        HexFormat.of().formatHex(row.head()));
  }
}
