package org.vigie.model;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The people who look at one camera: they share one stream, and each enters it at a key picture.
/// Whoever wants key pictures only is passed no others, although others may be made for somebody
/// else. A viewer that fails loses its seat; the others see on. Safe for any thread.
public final class LiveViewers {

  private static final System.Logger LOG = System.getLogger(LiveViewers.class.getName());

  private static final class Seat {
    private final LiveViewer viewer;
    private final LivePace pace;
    private boolean running;

    Seat(LiveViewer viewer, LivePace pace) {
      this.viewer = viewer;
      this.pace = pace;
    }
  }

  private final List<Seat> seats = new ArrayList<>();
  private @Nullable VideoFormat format;
  private int audiences;

  /// @return what [#remove] takes
  public synchronized Object add(LiveViewer viewer, LivePace pace) {
    var seat = new Seat(viewer, pace);
    seats.add(seat);
    return seat;
  }

  /// With the last one its stream is over too: the next one needs another [#begin].
  public synchronized void remove(Object seat) {
    seats.remove(seat);
    if (seats.isEmpty()) {
      format = null;
      audiences++;
    }
  }

  /// How many audiences have left. Who makes the stream begins it anew for the next one, also where
  /// that came before the leaving of the last was noticed.
  public synchronized int audiences() {
    return audiences;
  }

  public synchronized boolean isEmpty() {
    return seats.isEmpty();
  }

  /// What those who look want at most; nothing while nobody looks.
  public synchronized Optional<LivePace> wanted() {
    return seats.stream().map(seat -> seat.pace).max(Comparator.naturalOrder());
  }

  /// Another stream begins; everybody enters it at its next key picture.
  public synchronized void begin(VideoFormat next) {
    format = next;
    seats.forEach(seat -> seat.running = false);
  }

  public synchronized void accept(AccessUnit unit) {
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
            if (seat.running && (unit.key() || seat.pace == LivePace.ALL)) {
              seat.viewer.accept(unit);
            }
          });
    }
  }

  /// The stream has ended, and another is expected: nothing is said.
  public synchronized void pause() {
    format = null;
    seats.forEach(seat -> seat.running = false);
  }

  /// The stream has ended, and why.
  ///
  /// @param reason for people
  public synchronized void interrupted(String reason) {
    format = null;
    for (var seat : List.copyOf(seats)) {
      seat.running = false;
      guarded(seat, () -> seat.viewer.interrupted(reason));
    }
  }

  private void guarded(Seat seat, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a viewer failed and is let go: " + e.getMessage());
      seats.remove(seat);
    }
  }
}
