package org.vigie.governance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.model.EventType;

/// What a jurisdiction allows: which events, how long footage is kept, how long an act may last.
///
/// @param name such as `fr-video-only`
/// @param demoOnly `serve` refuses it outside a demo's folder
/// @param events what may be looked for; empty where no analysis is allowed at all
/// @param longestDetectionAct from its first instant to its end
/// @param longestRetention at most 30 days
/// @param longestReviewWindow at most the retention
/// @param justifyRetentionAbove a longer retention needs a written justification
public record LegalProfile(
    String name,
    int version,
    String title,
    boolean demoOnly,
    Set<EventType> events,
    Duration longestDetectionAct,
    Duration longestRetention,
    Duration longestReviewWindow,
    Duration justifyRetentionAbove) {

  public LegalProfile {
    events = Set.copyOf(events);
  }

  /// The names of the profiles that come with Vigie.
  public static List<String> builtInNames() {
    return List.of("demo", "private-site", "fr-video-only", "fr-experimental");
  }

  /// A profile that comes with Vigie.
  public static LegalProfile builtIn(String name) throws BadInput {
    throw new UnsupportedOperationException("next slice");
  }

  /// A town's own profile.
  public static LegalProfile read(Path file) throws BadInput {
    throw new UnsupportedOperationException("next slice");
  }
}
