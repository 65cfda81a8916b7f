package org.vigie.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.vigie.model.AccessUnit;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;

/// Hands one stream to any number of sinks. A sink that throws is counted and called again next
/// time: it costs the others nothing.
///
/// Used by the session's thread, but for [#add], [#remove] and [#failures], which any may call.
final class FanOut {

  private static final System.Logger LOG = System.getLogger(FanOut.class.getName());

  private record Change(StreamSink sink, boolean joins) {}

  private final String label;
  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
  private final List<StreamSink> waiting = new ArrayList<>();
  private final List<StreamSink> members = new ArrayList<>();
  private final AtomicLong failures = new AtomicLong();

  FanOut(String label, List<StreamSink> sinks) {
    this.label = label;
    members.addAll(sinks);
  }

  void add(StreamSink sink) {
    changes.add(new Change(sink, true));
  }

  void remove(StreamSink sink) {
    changes.add(new Change(sink, false));
  }

  long failures() {
    return failures.get();
  }

  /// Begins a run; [#settle] comes before it.
  void begin(RunStart start) {
    members.forEach(sink -> call(sink, s -> s.begin(start)));
  }

  /// Lets those who came during the run in; called at key frames.
  void join(RunStart start) {
    waiting.forEach(sink -> call(sink, s -> s.begin(start)));
    members.addAll(waiting);
    waiting.clear();
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  void accept(AccessUnit unit) {
    for (var sink : members) {
      call(sink, s -> s.accept(unit));
    }
  }

  void uncertainty(Duration now) {
    members.forEach(sink -> call(sink, s -> s.uncertainty(now)));
  }

  void end(RunEnd end) {
    members.forEach(sink -> call(sink, s -> s.end(end)));
  }

  /// Does what [#add] and [#remove] asked for. Between runs those who came are in at once.
  ///
  /// @param left what a sink that leaves during a run is told; not used between runs
  void settle(boolean running, RunEnd left) {
    Change change;
    while ((change = changes.poll()) != null) {
      var sink = change.sink;
      if (change.joins) {
        waiting.add(sink);
      } else if (!waiting.remove(sink) && members.remove(sink) && running) {
        call(sink, s -> s.end(left));
      }
    }
    if (!running) {
      members.addAll(waiting);
      waiting.clear();
    }
  }

  boolean hasChanges() {
    return !changes.isEmpty();
  }

  private void call(StreamSink sink, Consumer<StreamSink> call) {
    try {
      call.accept(sink);
    } catch (RuntimeException | Error e) {
      if (failures.getAndIncrement() == 0) {
        LOG.log(System.Logger.Level.ERROR, label + ": a receiver of its pictures failed", e);
      }
    }
  }
}
