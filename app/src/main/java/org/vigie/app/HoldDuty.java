package org.vigie.app;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.vigie.base.Clocks;
import org.vigie.governance.Holds;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;

/// Keeps what judges hold, and reminds people of holds that nobody has reviewed in time. Of one
/// thread.
final class HoldDuty {

  private final Holds holds;
  private final Alarms alarms;
  private final Clocks clocks;
  private Set<String> raised = new HashSet<>();

  HoldDuty(Holds holds, Alarms alarms, Clocks clocks) {
    this.holds = holds;
    this.alarms = alarms;
    this.clocks = clocks;
  }

  boolean keep(CameraId camera, Instant from, Instant to) {
    return holds.keep(camera, from, to);
  }

  /// An alarm for each that is overdue, ended once it is reviewed or released.
  void remind() {
    var now = clocks.wall();
    var overdue = new HashSet<String>();
    for (var hold : holds.list()) {
      if (!hold.review().isAfter(now)) {
        overdue.add(hold.id());
        alarms.raise(
            AlarmKind.HOLD_REVIEW,
            hold.id(),
            "Hold %s of %s should have been reviewed by %s: is it still needed?"
                .formatted(hold.reference(), hold.authority(), hold.review()));
      }
    }
    raised.stream()
        .filter(id -> !overdue.contains(id))
        .forEach(id -> alarms.end(AlarmKind.HOLD_REVIEW, id));
    raised = overdue;
  }
}
