package org.vigie.app;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.desk.DeskSettings;

/// What the configuration says of the desk.
final class DeskConfig {

  private static final Set<String> KEYS = Set.of("escalate_after");
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofMinutes(30);

  private DeskConfig() {}

  /// How long an alert may wait for somebody to open it before it is brought to the supervisors.
  static Duration escalateAfter(Document document) throws BadInput {
    var section = document.find("desk");
    if (section.isPresent()) {
      section.get().fields(KEYS);
    }
    Optional<Document> given =
        section.isEmpty() ? Optional.empty() : section.get().find("escalate_after");
    if (given.isEmpty()) {
      return DeskSettings.USUAL_PATIENCE;
    }
    var patience = given.get().duration();
    if (patience.compareTo(LEAST) < 0 || patience.compareTo(MOST) > 0) {
      throw given.get().wrong("should be from 10 s to 30 min: nobody waits longer for a person");
    }
    return patience;
  }
}
