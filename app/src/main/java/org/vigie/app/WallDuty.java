package org.vigie.app;

import java.util.function.Consumer;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.sight.Sight;

/// Says where the eyes run without walls: to whoever started Vigie, and as an alarm that lasts
/// until they have them. One thread only.
final class WallDuty {

  private static final String EYES = "eyes";

  private final Sight sight;
  private final Alarms alarms;
  private final Consumer<String> progress;
  private boolean said;

  WallDuty(Sight sight, Alarms alarms, Consumer<String> progress) {
    this.sight = sight;
    this.alarms = alarms;
    this.progress = progress;
  }

  /// Looks again: the first eye takes a moment to show whether its walls hold.
  void look() {
    var missing = sight.confinementMissing();
    if (missing.isPresent() && !said) {
      said = true;
      progress.accept("the eyes run without walls: " + missing.get());
      alarms.raise(AlarmKind.UNCONFINED, EYES, "The eyes run without walls: " + missing.get());
    } else if (sight.confined()) {
      alarms.end(AlarmKind.UNCONFINED, EYES);
    }
  }
}
