package org.vigie.ingest;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.LiveViewer;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;

/// Passes one camera's stream on to whoever sees it clear, each from a key picture on. Keeps
/// nothing
/// but the run's format. Safe for any thread.
final class ClearTap implements StreamSink {

  private static final System.Logger LOG = System.getLogger(ClearTap.class.getName());

  private static final class Seat {
    private final LiveViewer viewer;
    private boolean running;

    Seat(LiveViewer viewer) {
      this.viewer = viewer;
    }
  }

  private final List<Seat> seats = new ArrayList<>();
  private @Nullable VideoFormat format;

  /// @return what [#remove] takes
  synchronized Object add(LiveViewer viewer) {
    var seat = new Seat(viewer);
    seats.add(seat);
    if (format == null) {
      viewer.interrupted("The camera sends no pictures now.");
    }
    return seat;
  }

  synchronized void remove(Object seat) {
    seats.remove(seat);
  }

  synchronized boolean isWatched() {
    return !seats.isEmpty();
  }

  @Override
  public synchronized void begin(RunStart start) {
    format = start.format();
    seats.forEach(seat -> seat.running = false);
  }

  @Override
  public synchronized void accept(AccessUnit unit) {
    var current = format;
    if (seats.isEmpty() || current == null) {
      return;
    }
    for (var seat : List.copyOf(seats)) {
      guarded(
          seat,
          () -> {
            if (!seat.running && unit.key()) {
              seat.running = true;
              seat.viewer.begin(current);
            }
            if (seat.running) {
              seat.viewer.accept(unit);
            }
          });
    }
  }

  @Override
  public synchronized void end(RunEnd end) {
    format = null;
    for (var seat : List.copyOf(seats)) {
      seat.running = false;
      if (end.gap() != null) {
        guarded(seat, () -> seat.viewer.interrupted(end.detail()));
      }
    }
  }

  /// A viewer that fails loses its seat; the others see on.
  private void guarded(Seat seat, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a viewer failed and is let go: " + e.getMessage());
      seats.remove(seat);
    }
  }
}
