package org.vigie.desk;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

/// What teams on the ground said of confirmed alerts: seen, on site, done. Each step of a person is
/// taken once, however often a telephone that lost its network sends it. Safe for any thread.
public final class FieldSteps {

  private final SqlState state;
  private final Governance governance;
  private final Clocks clocks;
  // Held while one is entered and stored, so that the same one sent twice at once is one entry.
  private final ReentrantLock taking = new ReentrantLock();

  FieldSteps(SqlState state, Governance governance, Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.clocks = clocks;
  }

  /// One step of one person.
  ///
  /// @param person pseudonymous
  /// @param unit the name of a team; empty where none was chosen
  /// @param pressed when the button was pressed
  public record Taken(FieldStep step, String person, String unit, Instant pressed) {}

  /// What was said of an alert, in the order in which it was done.
  public List<Taken> of(long alert) {
    return state.read(connection -> new SqlFieldSteps(connection).of(alert));
  }

  /// Whether a person has said so already.
  public boolean isTaken(long alert, String person, FieldStep step) {
    return find(alert, person, step).isPresent();
  }

  private Optional<Taken> find(long alert, String person, FieldStep step) {
    return of(alert).stream()
        .filter(taken -> taken.person().equals(person) && taken.step() == step)
        .findFirst();
  }

  /// Takes a step; in the ledger before it is stored. One that was taken before stays as it was,
  /// and the permit is not used.
  ///
  /// @param permit to ATTEND, for the alert's camera
  /// @param unit the name of a team; may be empty
  /// @param pressed at the latest now
  public void take(
      Permit permit, long alert, CameraId camera, FieldStep step, String unit, Instant pressed)
      throws Refused {
    taking.lock();
    try {
      if (isTaken(alert, permit.person(), step)) {
        return;
      }
      permit.use(Right.ATTEND, camera);
      var now = clocks.wall();
      var when = pressed.isAfter(now) ? now : pressed;
      var facts = new HashMap<String, Object>();
      facts.put("alert", alert);
      facts.put("camera", camera);
      facts.put("step", step);
      facts.put("pressed", when);
      facts.put("permit", permit.id());
      if (!unit.isEmpty()) {
        facts.put("unit", unit);
      }
      governance.note("field.acknowledged", permit.person(), facts);
      var taken = new Taken(step, permit.person(), unit, when);
      state.write(
          connection -> {
            new SqlFieldSteps(connection).add(alert, taken);
            return true;
          });
    } finally {
      taking.unlock();
    }
  }
}
