package org.vigie.rules;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// Reads a rule's weekly hours.
final class ScheduleReader {

  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
          .toList();

  private final Optional<Document> usualZone;

  /// @param usualZone of rules that name none themselves
  ScheduleReader(Optional<Document> usualZone) {
    this.usualZone = usualZone;
  }

  Schedule read(Document rule) throws BadInput {
    var schedule = rule.find("schedule");
    var named = rule.find("time_zone").or(() -> usualZone);
    if (named.isPresent()) {
      var unused = zone(named.get());
    }
    if (schedule.isEmpty()) {
      return Schedule.ALWAYS;
    }
    if (named.isEmpty()) {
      throw schedule
          .get()
          .wrong("hours need a time zone: add time_zone, such as time_zone: Europe/Paris");
    }
    var hours = new ArrayList<Schedule.Hours>();
    for (var entry : schedule.get().list()) {
      hours.add(hours(entry));
    }
    if (hours.isEmpty()) {
      throw schedule
          .get()
          .wrong("is empty, so the rule would never watch; leave it out for always");
    }
    return new Schedule(zone(named.get()), hours);
  }

  private static ZoneId zone(Document name) throws BadInput {
    try {
      return ZoneId.of(name.text());
    } catch (DateTimeException e) {
      throw name.wrong("'" + name.text() + "' is not a time zone, such as Europe/Paris");
    }
  }

  private static Schedule.Hours hours(Document entry) throws BadInput {
    var fields = entry.fields(Set.of("days", "from", "to"));
    var from = time(entry.get("from"));
    var to = time(entry.get("to"));
    if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
      throw entry.wrong(
          "from and to are the same; for a whole day write from \"00:00\" to \"24:00\"");
    }
    return new Schedule.Hours(
        fields.containsKey("days") ? days(entry.get("days")) : EnumSet.allOf(DayOfWeek.class),
        from,
        to);
  }

  private static LocalTime time(Document text) throws BadInput {
    try {
      return text.text().equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text.text());
    } catch (DateTimeException e) {
      throw text.wrong("'" + text.text() + "' should be a time of day, such as \"22:00\"");
    }
  }

  /// `mon-fri`, `sat`, `mon,wed`, or a list of such words.
  private static Set<DayOfWeek> days(Document words) throws BadInput {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var word : words.isList() ? words.list() : List.of(words)) {
      for (var part : word.text().toLowerCase(Locale.ROOT).split(",")) {
        var ends = part.strip().split("-", -1);
        var day = day(ends[0], word);
        var last = day(ends[ends.length - 1], word);
        days.add(day);
        while (day != last) {
          day = day.plus(1);
          days.add(day);
        }
      }
    }
    return days;
  }

  private static DayOfWeek day(String name, Document word) throws BadInput {
    int index = DAYS.indexOf(name.strip());
    if (index < 0) {
      throw word.wrong(
          "'%s' should be days such as mon, mon-fri or sat,sun".formatted(word.text()));
    }
    return DayOfWeek.of(index + 1);
  }
}
