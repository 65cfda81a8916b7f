package org.vigie.custody.program;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// How times are written for a person, in the zone of their machine and in their language.
record Times(ZoneId zone, Lang lang) {

  private static final String FULL = "EEEE d MMMM uuuu, HH:mm:ss zzz";

  /// The day in full, the time, and which time that is: summer's or winter's.
  String full(Instant instant) {
    return DateTimeFormatter.ofPattern(FULL, lang.locale()).withZone(zone).format(instant);
  }

  /// The time of a day that is clear without saying.
  String clock(Instant instant) {
    return DateTimeFormatter.ofPattern("HH:mm:ss", lang.locale()).withZone(zone).format(instant);
  }

  /// Days, hours and minutes; seconds where it is less than one minute.
  String length(Duration length) {
    var text = new StringBuilder();
    add(text, length.toDays(), lang == Lang.FR ? "j" : "d");
    add(text, length.toHoursPart(), "h");
    add(text, length.toMinutesPart(), "min");
    if (text.isEmpty()) {
      add(text, Math.max(1, length.toSecondsPart()), "s");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(text.isEmpty() ? "" : " ").append(amount).append('\u00a0').append(unit);
    }
  }
}
