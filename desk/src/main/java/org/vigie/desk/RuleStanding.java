package org.vigie.desk;

import java.time.Instant;
import java.util.Optional;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// Whether a rule's signals reach operators.
///
/// @param fingerprint of the settings that this is about
/// @param since when this mode began
/// @param person who brought it about, pseudonymous; `vigie` itself where nobody did
/// @param floor the precision declared for it, 0 to 1; absent in shadow
/// @param why in a plain sentence
public record RuleStanding(
    CameraId camera,
    String rule,
    EventType event,
    String fingerprint,
    Mode mode,
    Instant since,
    String person,
    Optional<Double> floor,
    String why) {

  /// Names are stored: only append.
  public enum Mode {
    /// Its signals are kept for whoever commissions it; no operator sees them.
    SHADOW,
    /// Its signals are alerts.
    ARMED,
    /// In shadow again because it stayed below its floor.
    BELOW_FLOOR;

    public boolean isShadow() {
      return this != ARMED;
    }
  }
}
