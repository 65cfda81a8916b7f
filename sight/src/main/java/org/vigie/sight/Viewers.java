package org.vigie.sight;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.LiveViewer;
import org.vigie.model.VideoFormat;

/// The people who look at one camera: they share one encoded stream, and each enters it at a key
/// picture. Safe for any thread.
final class Viewers {

  private static final System.Logger LOG = System.getLogger(Viewers.class.getName());

  private static final class Seat {
    private final LiveViewer viewer;
    private boolean running;

    Seat(LiveViewer viewer) {
      this.viewer = viewer;
    }
  }

  private final List<Seat> seats = new ArrayList<>();
  private @Nullable VideoFormat format;

  /// Adds a viewer; the returned action removes it, and says whether it was the last one.
  synchronized Object add(LiveViewer viewer) {
    var seat = new Seat(viewer);
    seats.add(seat);
    return seat;
  }

  synchronized void remove(Object seat) {
    seats.remove(seat);
    if (seats.isEmpty()) {
      format = null;
    }
  }

  synchronized boolean isEmpty() {
    return seats.isEmpty();
  }

  synchronized void begin(VideoFormat next) {
    format = next;
    seats.forEach(seat -> seat.running = false);
  }

  synchronized void accept(AccessUnit unit) {
    var current = format;
    if (current == null) {
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

  synchronized void interrupted(String reason) {
    format = null;
    for (var seat : List.copyOf(seats)) {
      seat.running = false;
      guarded(seat, () -> seat.viewer.interrupted(reason));
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
