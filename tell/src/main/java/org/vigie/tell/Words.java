package org.vigie.tell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.vigie.model.AlarmKind;
import org.vigie.model.EventType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What receivers read, in one language: for alarms and events the words of the console, which a
/// test of the console compares with these.
final class Words {

  private static final String ALL_CAMERAS = "all cameras";

  private final Language language;
  private final JsonNode words;

  private Words(Language language) {
    this.language = language;
    var file = "words." + language.tag() + ".json";
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      this.words = new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Words in(Language language) {
    return new Words(language);
  }

  Language language() {
    return language;
  }

  /// One of two, where a receiver reads what the console does not say.
  String say(String french, String english) {
    return switch (language) {
      case FR -> french;
      case EN -> english;
    };
  }

  /// What is wrong, with what it is about.
  String title(AlarmKind kind, String subject, Optional<Spot> spot) {
    var all = words.at("/alarms/" + kind);
    if (all.has(subject)) {
      return all.get(subject).asString();
    }
    var title = all.get("title").asString();
    if (title.contains("{1}")) {
      int space = subject.lastIndexOf(' ');
      return title
          .replace("{0}", space < 0 ? subject : subject.substring(0, space))
          .replace("{1}", subject.substring(space + 1));
    }
    var what =
        subject.equals(ALL_CAMERAS)
            ? words.get("all_cameras").asString()
            : spot.map(Spot::name).orElse(subject);
    return title.replace("{0}", what);
  }

  /// What to do about it.
  String next(AlarmKind kind, String subject) {
    return subject.equals(ALL_CAMERAS)
        ? words.get("all_next").asString()
        : words.at("/alarms/" + kind + "/next").asString();
  }

  String event(EventType event) {
    return words.at("/events/" + event).asString();
  }

  /// For [java.time.format.DateTimeFormatter].
  Locale locale() {
    return Locale.forLanguageTag(language.tag());
  }
}
