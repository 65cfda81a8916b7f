package org.vigie.governance;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.EventType;

/// Reads a legal profile.
final class ProfileFile {

  /// No footage is kept longer anywhere (CSI L252-5): a profile cannot allow it either.
  static final Duration RETENTION_CAP = Duration.ofDays(30);

  /// Whoever needs to see longer than this extends, with an entry each time.
  static final Duration LIFT_CAP = Duration.ofMinutes(15);

  private static final Set<String> KEYS =
      Set.of(
          "profile",
          "authority",
          "version",
          "title",
          "demo_only",
          "one_person_may_be_all",
          "recording",
          "detection");
  private static final Set<String> RECORDING =
      Set.of(
          "longest_retention",
          "longest_review_window",
          "longest_lift",
          "justify_retention_above",
          "list_deletions_for");

  /// Longer than any disk lies on a shelf and comes back: until then its reels are known by name.
  private static final Duration LIST_DELETIONS_FOR = Duration.ofDays(400);

  private ProfileFile() {}

  static LegalProfile read(Document file, ProfileOrigin origin) throws BadInput {
    file.fields(KEYS);
    var recording = file.get("recording");
    recording.fields(RECORDING);
    var detection = file.get("detection");
    detection.fields(Set.of("events", "longest_act", "commissioning"));
    var events = events(detection.get("events"));
    var retention =
        atMost(recording.get("longest_retention"), RETENTION_CAP, "no footage may be kept longer");
    return new LegalProfile(
        name(file.get("profile"), origin),
        file.get("version").integer(1, 1_000_000),
        file.get("title").text(),
        isYes(file, "demo_only"),
        isYes(file, "one_person_may_be_all"),
        events,
        events.isEmpty() ? Duration.ZERO : detection.get("longest_act").duration(),
        commissioning(detection),
        retention,
        atMost(recording.get("longest_review_window"), retention, "footage is kept no longer"),
        longestLift(recording),
        recording.get("justify_retention_above").duration(),
        listDeletionsFor(recording),
        origin);
  }

  /// What is not said is not so.
  private static boolean isYes(Document file, String key) throws BadInput {
    var value = file.find(key);
    return value.isPresent() && value.get().yes();
  }

  private static String name(Document value, ProfileOrigin origin) throws BadInput {
    var name = value.text();
    if (!origin.builtIn() && LegalProfile.builtInNames().contains(name)) {
      throw value.wrong("is the name of one of Vigie's own profiles: choose another");
    }
    return name;
  }

  /// A profile that says nothing of lifts lets nobody see clear: whoever signed it may not have
  /// known
  /// that one can.
  private static Duration longestLift(Document recording) throws BadInput {
    var value = recording.find("longest_lift");
    if (value.isEmpty()) {
      return Duration.ZERO;
    }
    var duration = atMost(value.get(), LIFT_CAP, "whoever needs longer extends it, on record");
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      throw value.get().wrong("should be at least 1 min; leave it out where nobody may see clear");
    }
    return duration;
  }

  private static Duration listDeletionsFor(Document recording) throws BadInput {
    var value = recording.find("list_deletions_for");
    if (value.isEmpty()) {
      return LIST_DELETIONS_FOR;
    }
    var duration = value.get().duration();
    if (duration.compareTo(RETENTION_CAP.multipliedBy(2)) < 0) {
      throw value
          .get()
          .wrong(
              "should be at least %s: a disk that was away comes back with such footage"
                  .formatted(Durations.plain(RETENTION_CAP.multipliedBy(2))));
    }
    return duration;
  }

  private static Optional<CommissioningTerms> commissioning(Document detection) throws BadInput {
    var terms = detection.find("commissioning");
    if (terms.isEmpty()) {
      return Optional.empty();
    }
    terms.get().fields(Set.of("shadow", "floor"));
    var shadow = terms.get().get("shadow").duration();
    if (shadow.compareTo(Duration.ofDays(1)) < 0) {
      throw terms.get().get("shadow").wrong("should be at least 1 d: a day and a night");
    }
    return Optional.of(
        new CommissioningTerms(
            Duration.ofDays(shadow.toDays()), terms.get().get("floor").number(0, 1)));
  }

  private static Set<EventType> events(Document list) throws BadInput {
    var events = EnumSet.noneOf(EventType.class);
    for (var event : list.list()) {
      var type = event.word(EventType.class);
      if (type == EventType.WEAPON) {
        throw event.wrong("WEAPON is reserved: no model has been shown to work; leave it out");
      }
      events.add(type);
    }
    return events;
  }

  private static Duration atMost(Document value, Duration most, String why) throws BadInput {
    var duration = value.duration();
    if (duration.compareTo(most) > 0) {
      throw value.wrong("should be at most " + Durations.plain(most) + ": " + why);
    }
    return duration;
  }
}
