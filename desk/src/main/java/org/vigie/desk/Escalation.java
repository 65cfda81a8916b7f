package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.vigie.base.Clocks;
import org.vigie.governance.ledger.LedgerUnavailable;

/// Brings alerts that nobody has opened to the supervisors (R18): to people, never to an action.
///
/// How long one has waited is elapsed time: since it was raised, since its rule rests no more, or
/// since the program started. Of one thread.
final class Escalation {

  private static final System.Logger LOG = System.getLogger(Escalation.class.getName());

  private final SqlRegister register;
  private final Snoozes snoozes;
  private final Duration patience;
  private final Clocks clocks;
  private final Map<Long, Duration> waitingSince = new HashMap<>();

  /// @param patience how long an alert may wait for somebody to open it
  Escalation(SqlRegister register, Snoozes snoozes, Duration patience, Clocks clocks) {
    this.register = register;
    this.snoozes = snoozes;
    this.patience = patience;
    this.clocks = clocks;
  }

  /// Looks whether one has waited for too long; every second.
  void round() {
    var now = clocks.elapsed();
    try {
      var unseen = new HashSet<Long>();
      for (var alert : register.unseen()) {
        if (snoozes.holds(alert.camera(), alert.rule())) {
          continue;
        }
        unseen.add(alert.id());
        var since = waitingSince.computeIfAbsent(alert.id(), id -> now);
        var waited = now.minus(since);
        if (waited.compareTo(patience) >= 0) {
          register.escalate(alert.id(), waited);
          unseen.remove(alert.id());
        }
      }
      waitingSince.keySet().retainAll(unseen);
    } catch (LedgerUnavailable | StateUnavailable e) {
      LOG.log(
          Level.ERROR,
          "Whether an alert waits for too long cannot be told, or written down: {0}",
          e.getMessage());
    }
  }
}
