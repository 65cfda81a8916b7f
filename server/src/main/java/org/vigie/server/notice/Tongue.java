package org.vigie.server.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The two languages in which the public is spoken to.
public enum Tongue {
  FRENCH("fr", Locale.FRANCE),
  ENGLISH("en", Locale.UK);

  private final String code;
  private final Locale locale;

  Tongue(String code, Locale locale) {
    this.code = code;
    this.locale = locale;
  }

  /// The first of the two that a reader understands; French where neither is asked for.
  ///
  /// @param chosen `fr` or `en`, where the reader chose; anything else is no choice
  /// @param accepted the header Accept-Language; may be empty
  public static Tongue of(Optional<String> chosen, String accepted) {
    for (var tongue : values()) {
      if (chosen.filter(tongue.code::equals).isPresent()) {
        return tongue;
      }
    }
    try {
      for (var range : Locale.LanguageRange.parse(accepted.isBlank() ? "fr" : accepted)) {
        for (var tongue : values()) {
          if (range.getWeight() > 0 && range.getRange().matches(tongue.code + "(-.*)?")) {
            return tongue;
          }
        }
      }
    } catch (IllegalArgumentException e) {
      // What no browser sends: it is answered all the same.
    }
    return FRENCH;
  }

  public String code() {
    return code;
  }

  /// One of two texts.
  public String say(String french, String english) {
    return this == FRENCH ? french : english;
  }

  /// A number with its noun.
  public String count(long number, String french, String frenchMany, String english, String many) {
    boolean one = this == FRENCH ? number < 2 : number == 1;
    var noun = this == FRENCH ? (one ? french : frenchMany) : (one ? english : many);
    return String.format(locale, "%,d %s", number, noun);
  }

  /// A date in full.
  public String date(Instant at, ZoneId zone) {
    var day = DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(at.atZone(zone));
    return this == FRENCH && day.startsWith("1 ") ? "1er" + day.substring(1) : day;
  }

  /// A date in full, and the time of day.
  public String time(Instant at, ZoneId zone) {
    var hour = DateTimeFormatter.ofPattern("HH:mm", locale).format(at.atZone(zone));
    return date(at, zone) + say(" à ", ", ") + hour;
  }

  /// A length of time in its largest whole unit.
  public String length(long minutes) {
    if (minutes % 1440 == 0 && minutes > 3 * 1440) {
      return count(minutes / 1440, "jour", "jours", "day", "days");
    }
    if (minutes % 60 == 0) {
      return count(minutes / 60, "heure", "heures", "hour", "hours");
    }
    return count(minutes, "minute", "minutes", "minute", "minutes");
  }

  /// A share, rounded down: what is short never reads as enough.
  public String percent(double share) {
    return (int) Math.floor(share * 100 + 1e-9) + say("\u00a0%", "%");
  }

  public String decimal(double number, int digits) {
    return String.format(locale, "%." + digits + "f", number);
  }
}
