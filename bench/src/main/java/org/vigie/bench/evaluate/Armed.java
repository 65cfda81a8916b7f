package org.vigie.bench.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleBooks;

/// The rules that a clip is played with: its own, and one on the whole picture, with its default
/// settings, for each event that must never come.
///
/// @param never those of the second kind
/// @param missing events that are judged and that no rule of this version looks for, with the
///     reason
record Armed(RuleBook own, RuleBook never, Map<EventType, String> missing) {

  private static final String NOT_AVAILABLE = "not available in this version";

  Armed {
    missing = Map.copyOf(missing);
  }

  /// Those of one clip.
  static Armed of(Clip clip) throws IOException {
    var camera = clip.book().camera();
    var missing = new TreeMap<EventType, String>();
    var rules = new ArrayList<Rule>();
    var there = EnumSet.noneOf(EventType.class);
    clip.book().rules().forEach(rule -> there.add(rule.event()));
    for (var event : clip.never()) {
      boolean already =
          clip.book().rules().stream()
              .anyMatch(rule -> rule.event() == event && rule.zone().isEmpty());
      if (!already && isOfPictures(event)) {
        try {
          rules.addAll(usual(event, camera));
        } catch (BadInput e) {
          missing.put(event, "not armed: " + e.getMessage());
        }
      }
    }
    rules.forEach(rule -> there.add(rule.event()));
    for (var event : clip.judged()) {
      boolean needsPlace = !isOfPictures(event) && !clip.named().contains(event);
      if (!there.contains(event) && !needsPlace) {
        missing.putIfAbsent(event, NOT_AVAILABLE);
      }
    }
    var never =
        new RuleBook(
            camera,
            clip.book().aspect(),
            clip.book().ground(),
            clip.book().places(),
            rules,
            List.of());
    return new Armed(clip.book(), never, missing);
  }

  /// The events that no rule looks for.
  Set<EventType> unavailable() {
    return missing.keySet();
  }

  /// Those of a lane or a line are armed by the clip's own rules only.
  private static boolean isOfPictures(EventType event) {
    return switch (event) {
      case WRONG_WAY, LINE_COUNT -> false;
      case ABANDONED_OBJECT, WEAPON, INTRUSION, PERSON_DOWN, CROWD_MOVEMENT, DENSITY, FIRE -> true;
    };
  }

  /// Read like any rule of a site, so that the defaults are those of a site.
  private static List<Rule> usual(EventType event, CameraId camera) throws BadInput, IOException {
    var file = Files.createTempFile("never", ".yaml");
    try {
      Files.writeString(file, "rules:\n  - {event: %s%s}\n".formatted(event, patience(event)));
      return Objects.requireNonNull(RuleBooks.read(file, List.of(camera)).get(camera)).rules();
    } finally {
      Files.delete(file);
    }
  }

  /// So little patience that a short clip can show a false alarm at all.
  private static String patience(EventType event) {
    return event == EventType.ABANDONED_OBJECT ? ", patience_s: 5" : "";
  }
}
