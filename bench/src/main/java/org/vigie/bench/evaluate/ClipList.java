package org.vigie.bench.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleBooks;
import org.vigie.rules.Target;

/// Reads `clips.yaml`: clips, what is drawn and armed in them, and what is true of them. Its form
/// and meaning: design/accuracy.md.
public final class ClipList {

  private static final double LONGEST_S = 86_400;

  private static final Set<String> KEYS =
      Set.of(
          "clip",
          "shows",
          "size",
          "frame_rate",
          "duration_s",
          "ground",
          "zones",
          "rules",
          "expect",
          "counts",
          "never",
          "doubts");

  private ClipList() {}

  /// @param folder holds `clips.yaml` and the clips
  public static List<Clip> read(Path folder) throws BadInput {
    var file = folder.resolve("clips.yaml");
    var entries = Document.read(file).list();
    var cameras =
        IntStream.rangeClosed(1, entries.size()).mapToObj(n -> new CameraId("clip-" + n)).toList();
    // A list without names is for the cameras in turn.
    var books = RuleBooks.read(file, cameras);
    var clips = new ArrayList<Clip>();
    for (int i = 0; i < entries.size(); i++) {
      clips.add(clip(folder, entries.get(i), Objects.requireNonNull(books.get(cameras.get(i)))));
    }
    return clips;
  }

  private static Clip clip(Path folder, Document entry, RuleBook book) throws BadInput {
    var unused = entry.fields(KEYS);
    var name = entry.get("clip").text();
    var named = EnumSet.noneOf(EventType.class);
    for (var rule : members(entry, "rules")) {
      named.add(rule.get("event").word(EventType.class));
    }
    var never = EnumSet.noneOf(EventType.class);
    for (var event : members(entry, "never")) {
      never.add(event.word(EventType.class));
    }
    var expected = new ArrayList<Expectation>();
    for (var span : members(entry, "expect")) {
      expected.add(expectation(span));
    }
    var passages = new ArrayList<Passages>();
    var presences = new ArrayList<Presence>();
    for (var count : members(entry, "counts")) {
      if (count.find("line").isPresent()) {
        passages.add(passages(count, book));
      } else {
        presences.add(presence(count, book));
      }
    }
    return new Clip(name, folder.resolve(name), book, named, expected, passages, presences, never);
  }

  private static List<Document> members(Document entry, String key) throws BadInput {
    var list = entry.find(key);
    return list.isEmpty() ? List.of() : list.get().list();
  }

  private static Expectation expectation(Document span) throws BadInput {
    var unused = span.fields(Set.of("event", "zone", "from_s", "to_s", "lying_from_s"));
    var zone = span.find("zone");
    return new Expectation(
        span.get("event").word(EventType.class),
        zone.isEmpty() ? "" : zone.get().text(),
        span.get("from_s").number(0, LONGEST_S),
        span.get("to_s").number(0, LONGEST_S));
  }

  private static Passages passages(Document count, RuleBook book) throws BadInput {
    var unused = count.fields(Set.of("line", "class", "forward", "back"));
    return new Passages(
        place(count.get("line"), book),
        kind(count.get("class")),
        count.get("forward").integer(0, 1_000_000),
        count.get("back").integer(0, 1_000_000));
  }

  private static Presence presence(Document count, RuleBook book) throws BadInput {
    var unused = count.fields(Set.of("zone", "class", "people"));
    if (kind(count.get("class")) != Target.PERSON) {
      throw count.get("class").wrong("people are counted: person");
    }
    var people = new ArrayList<Presence.At>();
    for (var at : count.get("people").list()) {
      var pair = at.list();
      if (pair.size() != 2) {
        throw at.wrong("should be two numbers, [seconds, people]");
      }
      people.add(
          new Presence.At(pair.get(0).number(0, LONGEST_S), pair.get(1).integer(0, 100_000)));
    }
    return new Presence(place(count.get("zone"), book), people);
  }

  private static String place(Document id, RuleBook book) throws BadInput {
    if (book.places().stream().noneMatch(place -> place.id().equals(textOf(id)))) {
      throw id.wrong("'" + id.text() + "' is not drawn on this clip");
    }
    return id.text();
  }

  private static String textOf(Document id) {
    try {
      return id.text();
    } catch (BadInput e) {
      return "";
    }
  }

  private static Target kind(Document word) throws BadInput {
    return switch (word.text()) {
      case "person" -> Target.PERSON;
      case "vehicle" -> Target.VEHICLE;
      default -> throw word.wrong("'" + word.text() + "' should be person or vehicle");
    };
  }
}
