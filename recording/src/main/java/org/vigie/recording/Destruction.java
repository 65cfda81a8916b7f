package org.vigie.recording;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;

/// Destroys reels of one volume: each is first in the ledger, then in a journal; from then on it is
/// gone for good, even if the machine stops in between: whoever opens the volume next finishes. Key
/// and envelope go first, so that a file that cannot be removed cannot be read.
///
/// The ledger is told of a reel once, and only when a journal has taken room for its line, or,
/// where no journal takes any, of those whose key can be destroyed. What was told and did not
/// happen is told as well, `footage.not-deleted`. Of one thread.
final class Destruction {

  private final Volumes volumes;
  private final Registrar registrar;
  private final ReelKeys keys;
  private final Notary notary;

  /// Of the reels that the index still has: those that the ledger was told are deleted, those that
  /// a journal says are, and those of which the ledger was told that it has not happened yet.
  private final Set<String> told = new HashSet<>();

  private final Set<String> journaled = new HashSet<>();
  private final Set<String> denied = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  Destruction(Volumes volumes, Registrar registrar, ReelKeys keys, Notary notary) {
    this.volumes = volumes;
    this.registrar = registrar;
    this.keys = keys;
    this.notary = notary;
  }

  /// What one round did.
  static final class Sum {
    private int reels;
    private long bytes;
    private int failed;

    int reels() {
      return reels;
    }

    long bytes() {
      return bytes;
    }

    int failed() {
      return failed;
    }
  }

  /// Forgets reels that were not due since the last call: the index has them no more.
  void endRound() {
    told.retainAll(seen);
    journaled.retainAll(seen);
    denied.retainAll(seen);
    seen.clear();
  }

  /// Destroys what can be destroyed of these.
  ///
  /// @return why something could not be
  Optional<String> destroy(String volume, List<SqlExpiry.Reel> due, Instant now, Sum sum) {
    var trouble = new Trouble();
    due.forEach(reel -> seen.add(reel.reel()));
    var fresh = due.stream().filter(r -> !r.told() && !journaled.contains(r.reel())).toList();
    if (!fresh.isEmpty()) {
      announce(volume, fresh, now, trouble);
    }
    var removed = new ArrayList<String>();
    for (var reel : due) {
      if (reel.told() || journaled.contains(reel.reel())) {
        long bytes = remove(reel, trouble);
        if (bytes >= 0) {
          removed.add(reel.reel());
          sum.reels++;
          sum.bytes += bytes;
        }
      } else if (!destroyKey(reel, trouble)) {
        // Until some journal says so, its files stay where the index has them.
        trouble.readable.add(reel.reel());
      }
    }
    sum.failed += due.size() - removed.size();
    registrar.remove(removed);
    correct(due, now, trouble);
    return trouble.sentence();
  }

  /// Ledger, then journal.
  private void announce(String volume, List<SqlExpiry.Reel> fresh, Instant now, Trouble trouble) {
    var lines = fresh.stream().map(reel -> line(reel)).toList();
    var journal = journal(volume, lines, trouble);
    append(now, fresh.stream().filter(reel -> !told.contains(reel.reel())).toList());
    fresh.forEach(reel -> told.add(reel.reel()));
    if (journal.isPresent()) {
      try {
        journal.get().journal().append(lines);
        fresh.forEach(reel -> journaled.add(reel.reel()));
        lines.forEach(line -> registrar.line(journal.get().id(), line));
      } catch (IOException e) {
        trouble.add("the journal of " + journal.get().name() + " cannot be written", e);
      }
    }
  }

  /// Its own volume's, or another's while that is away or takes no line: whoever finds the files
  /// later looks at all.
  private Optional<Volume> journal(
      String volume, List<Journal.Line.Deleted> lines, Trouble trouble) {
    var candidates = new ArrayList<>(volumes.present());
    if (candidates.isEmpty()) {
      trouble.add("no volume is there to write it down on");
    }
    candidates.sort((a, b) -> Boolean.compare(b.id().equals(volume), a.id().equals(volume)));
    for (var candidate : candidates) {
      try {
        candidate.journal().reserve(lines);
        return Optional.of(candidate);
      } catch (IOException e) {
        trouble.add("the journal of " + candidate.name() + " takes no line", e);
      }
    }
    return Optional.empty();
  }

  /// On every volume that is there; one that is away finishes when it comes back. The key goes
  /// first, so until then nothing there can be read.
  ///
  /// @return how many bytes that gave back; -1 if something of it is left
  private long remove(SqlExpiry.Reel reel, Trouble trouble) {
    boolean keyless = destroyKey(reel, trouble);
    boolean fileless = true;
    long bytes = 0;
    for (var post : volumes.posts()) {
      var volume = post.volume();
      if (volume.isPresent()) {
        try {
          var path = volume.get().folder().resolve(reel.path());
          long size = Retention.removeFiles(path);
          post.freed(Math.min(size, reel.bytes()));
          bytes += size;
        } catch (IOException e) {
          fileless = false;
          trouble.add(post.name() + " does not let go of " + reel.path(), e);
        }
      }
    }
    if (!keyless && !fileless) {
      trouble.readable.add(reel.reel());
    }
    return keyless && fileless ? bytes : -1;
  }

  private boolean destroyKey(SqlExpiry.Reel reel, Trouble trouble) {
    try {
      keys.destroy(reel.reel());
      for (var volume : volumes.present()) {
        Envelopes.destroy(volume.folder().resolve(reel.path()));
      }
      return true;
    } catch (IOException e) {
      trouble.add("the key of reel " + reel.reel() + " cannot be destroyed", e);
      return false;
    }
  }

  /// Tells the ledger, once, of what it was told was deleted and can still be read; and when that
  /// is over.
  private void correct(List<SqlExpiry.Reel> due, Instant now, Trouble trouble) {
    var left =
        due.stream()
            .filter(r -> trouble.readable.contains(r.reel()) && !denied.contains(r.reel()))
            .toList();
    if (!left.isEmpty()) {
      var facts = left.stream().map(Destruction::fact).toList();
      notary.append(
          new Entry(
              "footage.not-deleted", "vigie", Map.of("reels", facts, "detail", trouble.first)));
      left.forEach(reel -> denied.add(reel.reel()));
    }
    var over =
        due.stream()
            .filter(r -> denied.contains(r.reel()) && !trouble.readable.contains(r.reel()))
            .toList();
    append(now, over);
    over.forEach(reel -> denied.remove(reel.reel()));
  }

  private void append(Instant now, List<SqlExpiry.Reel> reels) {
    if (!reels.isEmpty()) {
      var facts = reels.stream().map(Destruction::fact).toList();
      notary.append(new Entry("footage.deleted", "vigie", Map.of("limit", now, "reels", facts)));
    }
  }

  private static Map<String, Object> fact(SqlExpiry.Reel reel) {
    return Map.of(
        "reel",
        reel.reel(),
        "camera",
        reel.camera(),
        "act",
        reel.act(),
        "from",
        Micros.instant(reel.start()),
        "to",
        Micros.instant(reel.end()));
  }

  private static Journal.Line.Deleted line(SqlExpiry.Reel reel) {
    return new Journal.Line.Deleted(
        reel.camera(), Micros.instant(reel.start()), Micros.instant(reel.end()), reel.reel());
  }

  /// What went wrong, in a few words: a volume that fails does so for every reel.
  private static final class Trouble {

    private final Set<String> readable = new HashSet<>();
    private String first = "";

    void add(String what, IOException cause) {
      var said = cause.getMessage();
      add(what + " (" + (said == null ? cause.getClass().getSimpleName() : said) + ")");
    }

    void add(String what) {
      if (first.isEmpty()) {
        first = what;
      }
    }

    Optional<String> sentence() {
      if (first.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          first
              + (readable.isEmpty()
                  ? "; the keys are destroyed, so nobody can read what is left"
                  : "; it can still be read"));
    }
  }
}
