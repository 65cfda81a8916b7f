package org.vigie.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.viewing.ViewingLimits;

/// Reads from when on something is noticed of how people look at footage: `viewing`. None of it can
/// be switched off: the largest values are still ones that somebody would want to know of.
final class ViewingConfig {

  private static final Set<String> KEYS =
      Set.of(
          "cameras_per_hour",
          "night_from",
          "night_to",
          "same_place_per_day",
          "followed_cameras",
          "followed_gap",
          "short_reason_letters",
          "same_reason_per_month",
          "refusals_per_hour");
  private static final Duration LONGEST_GAP = Duration.ofMinutes(30);

  private ViewingConfig() {}

  static ViewingLimits read(Document document, ZoneId zone) throws BadInput {
    var usual = ViewingLimits.usual(zone);
    var section = document.find("viewing");
    if (section.isEmpty()) {
      return usual;
    }
    var says = section.get();
    says.fields(KEYS);
    var from = time(says, "night_from", usual.nightFrom());
    var to = time(says, "night_to", usual.nightTo());
    if (from.equals(to)) {
      throw says.wrong("night_from and night_to should differ: there would be no night");
    }
    return new ViewingLimits(
        number(says, "cameras_per_hour", 1, 100, usual.camerasPerHour()),
        from,
        to,
        number(says, "same_place_per_day", 1, 50, usual.samePlacePerDay()),
        number(says, "followed_cameras", 2, 20, usual.followedCameras()),
        gap(says, usual.followedGap()),
        number(says, "short_reason_letters", 1, 20, usual.shortReasonLetters()),
        number(says, "same_reason_per_month", 2, 500, usual.sameReasonPerMonth()),
        number(says, "refusals_per_hour", 1, 100, usual.refusalsPerHour()),
        zone);
  }

  private static int number(Document says, String key, int least, int most, int usual)
      throws BadInput {
    var value = says.find(key);
    return value.isEmpty() ? usual : value.get().integer(least, most);
  }

  private static LocalTime time(Document says, String key, LocalTime usual) throws BadInput {
    var value = says.find(key);
    if (value.isEmpty()) {
      return usual;
    }
    try {
      return LocalTime.parse(value.get().text());
    } catch (DateTimeException e) {
      throw value.get().wrong("should be a time of day such as 22:00");
    }
  }

  private static Duration gap(Document says, Duration usual) throws BadInput {
    Optional<Document> value = says.find("followed_gap");
    if (value.isEmpty()) {
      return usual;
    }
    var gap = value.get().duration();
    if (gap.compareTo(LONGEST_GAP) > 0) {
      throw value.get().wrong("should be at most 30 min");
    }
    return gap;
  }
}
