package org.vigie.app;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.desk.steer.SteerSettings;

/// Reads a camera's `steer`: whether people may turn and zoom it.
final class SteerConfig {

  private static final Set<String> KEYS = Set.of("return_after");
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private SteerConfig() {}

  static Optional<SteerSettings> read(Document camera) throws BadInput {
    var says = camera.find("steer");
    if (says.isEmpty()) {
      return Optional.empty();
    }
    if (camera.find("onvif").isEmpty()) {
      throw says.get().wrong("needs `onvif`, where the camera takes orders, beside it");
    }
    if (camera.find("privacy_masks").isPresent()) {
      throw says.get()
          .wrong(
              "should not stand beside privacy_masks: they are painted where windows are in one"
                  + " view, and would lie elsewhere in another. Have the camera mask inside itself");
    }
    says.get().fields(KEYS);
    var after = says.get().find("return_after");
    if (after.isEmpty()) {
      return Optional.of(new SteerSettings(SteerSettings.USUAL_RETURN));
    }
    var length = after.get().duration();
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw after.get().wrong("should be from 10 s to 1 h");
    }
    return Optional.of(new SteerSettings(length));
  }
}
