package org.vigie.ingest;

import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.LivePace;
import org.vigie.model.LiveViewer;
import org.vigie.model.LiveViewers;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;

/// Passes one camera's stream on to whoever sees it clear, which goes on whether or not anybody
/// does. Keeps nothing but the run's format. Safe for any thread.
final class ClearTap implements StreamSink {

  private final LiveViewers viewers = new LiveViewers();
  private @Nullable VideoFormat format;

  /// @return what [#remove] takes
  synchronized Object add(LiveViewer viewer) {
    boolean first = viewers.isEmpty();
    var seat = viewers.add(viewer, LivePace.ALL);
    var current = format;
    if (current == null) {
      viewer.interrupted("The camera sends no pictures now.");
    } else if (first) {
      viewers.begin(current);
    }
    return seat;
  }

  synchronized void remove(Object seat) {
    viewers.remove(seat);
  }

  boolean isWatched() {
    return !viewers.isEmpty();
  }

  @Override
  public synchronized void begin(RunStart start) {
    format = start.format();
    viewers.begin(start.format());
  }

  @Override
  public synchronized void accept(AccessUnit unit) {
    viewers.accept(unit);
  }

  @Override
  public synchronized void end(RunEnd end) {
    format = null;
    if (end.gap() == null) {
      viewers.pause();
    } else {
      viewers.interrupted(end.detail());
    }
  }
}
