package org.vigie.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.SourceKind;

/// Acts and profile as they stand in the ledger: whole, so that what was in force on any day can be
/// read there.
final class ActFacts {

  private ActFacts() {}

  static Map<String, Object> of(LegalProfile profile, Acts acts) {
    return Map.of(
        "profile", profile.name(),
        "profile_version", profile.version(),
        "profile_sha256", profile.origin().sha256(),
        "recording", acts.recording().stream().map(ActFacts::of).toList(),
        "detection", acts.detection().stream().map(ActFacts::of).toList());
  }

  /// The acts that such facts list, but for drafts; nothing without facts.
  static List<ActOrders.Gone> listed(@Nullable Map<String, Object> facts) {
    var found = new ArrayList<ActOrders.Gone>();
    if (facts != null) {
      for (var kind : List.of("recording", "detection")) {
        if (facts.get(kind) instanceof List<?> acts) {
          for (var act : acts) {
            if (act instanceof Map<?, ?> one && !isDraft(one)) {
              found.add(listed(one, kind.equals("detection")));
            }
          }
        }
      }
    }
    return found;
  }

  private static ActOrders.Gone listed(Map<?, ?> act, boolean detection) {
    return new ActOrders.Gone(
        String.valueOf(act.get("number")),
        String.valueOf(act.get("authority")),
        detection,
        Instant.parse(String.valueOf(act.get("from"))),
        Instant.parse(String.valueOf(act.get("until"))),
        // Entries from before acts were signed do not say of their files.
        act.get("file") instanceof Map<?, ?> file ? String.valueOf(file.get("signed_by")) : "",
        Instant.EPOCH,
        "");
  }

  private static boolean isDraft(Map<?, ?> act) {
    return act.get("file") instanceof Map<?, ?> file && Boolean.TRUE.equals(file.get("draft"));
  }

  private static Map<String, Object> of(RecordingAct act) {
    var facts = new HashMap<String, Object>(plain(act));
    if (!act.sources().isEmpty()) {
      facts.put("sources", act.sources().stream().map(SourceKind::name).sorted().toList());
    }
    return facts;
  }

  private static Map<String, Object> plain(RecordingAct act) {
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
        Map.entry("norm", act.norm()),
        Map.entry("file", of(act.origin())));
  }

  private static Map<String, Object> of(DetectionAct act) {
    return Map.of(
        "number", act.number(),
        "authority", act.authority(),
        "from", act.from(),
        "until", act.until(),
        "events", act.events(),
        "cameras", act.cameras().stored(),
        "zones", act.zones().isEmpty() ? "all" : act.zones().stream().sorted().toList(),
        "file", of(act.origin()));
  }

  private static Map<String, Object> of(ActOrigin origin) {
    return Map.of(
        "name", origin.file(),
        "sha256", origin.sha256(),
        "signed_by", origin.signedBy(),
        "draft", origin.draft());
  }
}
