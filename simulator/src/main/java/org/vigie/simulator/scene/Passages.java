package org.vigie.simulator.scene;

import java.util.Optional;
import org.vigie.model.Point;

/// Counts who passes over a line, told where they stand from instant to instant. One thread's.
public final class Passages {

  private final Zone line;
  private Optional<Point> last = Optional.empty();
  private int forward;
  private int back;

  public Passages(Zone line) {
    this.line = line;
  }

  /// Somebody else walks from now on, and is here first.
  ///
  /// @param foot where they stand, empty while they are not seen
  public void begin(Optional<Point> foot) {
    last = foot;
  }

  /// They are here now; a passage is from one instant at which they are seen to the next.
  public void step(Optional<Point> foot) {
    if (last.isPresent() && foot.isPresent() && line.crossed(last.get(), foot.get())) {
      if (line.side(last.get()) > 0) {
        forward++;
      } else {
        back++;
      }
    }
    last = foot;
  }

  public int forward() {
    return forward;
  }

  public int back() {
    return back;
  }
}
