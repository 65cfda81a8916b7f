package org.vigie.governance;

import java.util.Map;

/// Acts and profile as they stand in the ledger: whole, so that what was in force on any day can be
/// read there.
final class ActFacts {

  private ActFacts() {}

  static Map<String, Object> of(LegalProfile profile, Acts acts) {
    return Map.of(
        "profile", profile.name(),
        "profile_version", profile.version(),
        "recording", acts.recording().stream().map(ActFacts::of).toList(),
        "detection", acts.detection().stream().map(ActFacts::of).toList());
  }

  private static Map<String, Object> of(RecordingAct act) {
    return Map.ofEntries(
        Map.entry("number", act.number()),
        Map.entry("authority", act.authority()),
        Map.entry("from", act.from()),
        Map.entry("until", act.until()),
        Map.entry("purposes", act.purposes().stream().map(Purpose::number).sorted().toList()),
        Map.entry("perimeter", act.perimeter()),
        Map.entry("cameras", act.cameras().stored()),
        Map.entry("retention", act.retention()),
        Map.entry("review_window", act.reviewWindow()),
        Map.entry("justification", act.justification()),
        Map.entry("norm", act.norm()));
  }

  private static Map<String, Object> of(DetectionAct act) {
    return Map.of(
        "number", act.number(),
        "authority", act.authority(),
        "from", act.from(),
        "until", act.until(),
        "events", act.events(),
        "cameras", act.cameras().stored(),
        "zones", act.zones().isEmpty() ? "all" : act.zones().stream().sorted().toList());
  }
}
