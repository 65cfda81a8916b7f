package org.vigie.governance.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vigie.governance.Actors;
import org.vigie.governance.Refused;
import org.vigie.governance.access.AccessCase.Film;
import org.vigie.governance.access.AccessCase.Place;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// The requests for access (R53): a fold of the ledger. Each step needs the right ANSWER_ACCESS for
/// all cameras of the case, and is in the ledger before it takes effect. Safe for any thread;
/// readers never wait.
public final class AccessCases {

  public static final int MOST_PLACES = 20;
  public static final int MOST_FILMS = 40;
  private static final int LONGEST_REFERENCE = 60;
  private static final int MOST_DAYS_AGO = 366;

  /// Whether a person holds the right for all of some cameras; for none, for any at all.
  public interface Rights {
    boolean mayAnswer(String person, Set<CameraId> cameras);
  }

  private final AccessBook book;

  /// @param now the latest wall time ever read: a clock set back makes no answer timely again
  public AccessCases(Ledger ledger, Rights rights, Supplier<Instant> now) {
    this.book = new AccessBook(ledger, rights, now);
  }

  /// Takes an entry of the ledger into account.
  public void fold(Recorded recorded) {
    book.fold(recorded);
  }

  /// All of them, the one that must be answered first first; answered ones behind, the newest
  /// first.
  public List<AccessCase> list() {
    return book.all().stream()
        .sorted(
            Comparator.comparing((AccessCase one) -> !one.isOpen())
                .thenComparing(one -> one.isOpen() ? one.due() : Instant.EPOCH)
                .thenComparing(Comparator.comparing(AccessCase::number).reversed()))
        .toList();
  }

  public Optional<AccessCase> find(String number) {
    return book.find(number);
  }

  /// The latest wall time ever read: what deadlines and ends are held against.
  public Instant now() {
    return book.now();
  }

  /// Whether a person may work on a case.
  public boolean mayAnswer(String person, AccessCase one) {
    return book.mayAnswer(person, one.cameras());
  }

  /// Opens a case.
  ///
  /// @param reference at most 60 characters; goes into the ledger
  /// @param received not after today in `zone`, and within the last year
  /// @param places at least one
  /// @throws Refused if the person may not, or a fact cannot be right; that is in the ledger
  public synchronized AccessCase receive(
      String person,
      String reference,
      LocalDate received,
      AccessHow how,
      List<Place> places,
      ZoneId zone)
      throws Refused {
    var today = LocalDate.ofInstant(now(), zone);
    var facts = new HashMap<String, Object>();
    facts.put("received", received.toString());
    facts.put("how", how);
    facts.put("places", AccessEntries.facts(places));
    var cameras = AccessEntries.cameras(places);
    if (!book.mayAnswer(person, cameras)) {
      throw book.deny(
          person, facts, "You do not hold the right ANSWER_ACCESS for each of the cameras.");
    }
    if (places.isEmpty() || places.size() > MOST_PLACES) {
      throw book.deny(person, facts, "Name 1 to %d places.".formatted(MOST_PLACES));
    }
    if (received.isAfter(today) || received.isBefore(today.minusDays(MOST_DAYS_AGO))) {
      throw book.deny(person, facts, "A request was received today or within the last year.");
    }
    var number = book.nextNumber(received.getYear());
    facts.put("case", number);
    facts.put("reference", cut(reference));
    facts.put("due", AccessDeadline.of(received, false, zone));
    book.write(person, AccessEntries.RECEIVED, facts);
    return book.found(number);
  }

  /// Adds a place to an open case.
  public synchronized AccessCase place(String person, String number, Place place) throws Refused {
    var facts = facts(number);
    facts.put("places", AccessEntries.facts(List.of(place)));
    var one = book.requireOpen(person, number, facts);
    if (!book.mayAnswer(person, Set.of(place.camera()))) {
      throw book.deny(person, facts, "You do not hold the right ANSWER_ACCESS for that camera.");
    }
    if (one.places().size() >= MOST_PLACES) {
      throw book.deny(person, facts, "A case has at most %d places.".formatted(MOST_PLACES));
    }
    return step(person, number, AccessEntries.PLACED, facts);
  }

  /// Notes whether the requester's identity was checked.
  public synchronized AccessCase identity(String person, String number, boolean checked)
      throws Refused {
    var facts = facts(number);
    facts.put("checked", checked);
    book.requireOpen(person, number, facts);
    return step(person, number, AccessEntries.IDENTITY, facts);
  }

  /// Notes that somebody looked what was recorded there and then.
  ///
  /// @param found for each place, what there is; counts and lengths only
  public synchronized AccessCase searched(
      String person, String number, List<Map<String, Object>> found) throws Refused {
    var facts = facts(number);
    book.requireOpen(person, number, facts);
    facts.put("found", found);
    return step(person, number, AccessEntries.SEARCHED, facts);
  }

  /// Takes a stretch of a place into hand; films are numbered from 1.
  ///
  /// @param span inside one of the case's places
  public synchronized AccessCase film(String person, String number, CameraId camera, Span span)
      throws Refused {
    var facts = facts(number);
    facts.put("camera", camera);
    facts.put("from", span.from());
    facts.put("to", span.to());
    var one = book.requireOpen(person, number, facts);
    boolean inside =
        one.places().stream()
            .anyMatch(
                place ->
                    place.camera().equals(camera)
                        && !span.from().isBefore(place.span().from())
                        && !span.to().isAfter(place.span().to()));
    if (!inside) {
      throw book.deny(
          person, facts, "Only what was asked for is looked through: add a place first.");
    }
    if (one.films().size() >= MOST_FILMS) {
      throw book.deny(person, facts, "A case has at most %d films.".formatted(MOST_FILMS));
    }
    facts.put("film", one.films().size() + 1);
    return step(person, number, AccessEntries.FILM, facts);
  }

  /// Leave to look at a film of an open case, or to copy it; the film.
  public Film require(String person, String number, int film) throws Refused {
    var facts = facts(number);
    facts.put("film", film);
    return book.requireFilm(book.requireOpen(person, number, facts), film, person, facts);
  }

  /// Notes that somebody looked at a film, with what was drawn so far; before they see it.
  ///
  /// @param edits SHA-256 of what was drawn
  public synchronized void viewed(String person, String number, int film, String edits)
      throws Refused {
    var seen = require(person, number, film);
    var facts = filmFacts(number, seen);
    facts.put("edits", edits);
    book.write(person, AccessEntries.VIEWED, facts);
  }

  /// A masked copy was made; before it can be had.
  public synchronized AccessCase copied(
      String person, String number, int film, String edits, String sha256, int pictures)
      throws Refused {
    var copied = require(person, number, film);
    var facts = filmFacts(number, copied);
    facts.put("version", book.found(number).copies() + 1);
    facts.put("edits", edits);
    facts.put("copy", sha256);
    facts.put("pictures", pictures);
    return step(person, number, AccessEntries.COPIED, facts);
  }

  private static Map<String, Object> filmFacts(String number, Film film) {
    var facts = facts(number);
    facts.put("film", film.number());
    facts.put("camera", film.camera());
    facts.put("from", film.span().from());
    facts.put("to", film.span().to());
    return facts;
  }

  /// Somebody has looked through a copy, picture by picture: it may be handed over.
  ///
  /// @param sha256 of the copy that they looked at
  public synchronized AccessCase approve(String person, String number, int film, String sha256)
      throws Refused {
    var facts = facts(number);
    facts.put("film", film);
    facts.put("copy", sha256);
    var one = book.requireOpen(person, number, facts);
    if (!one.identity()) {
      throw book.deny(person, facts, "Check the requester's identity first.");
    }
    var copy = book.requireFilm(one, film, person, facts).copy();
    if (copy.isEmpty() || !copy.get().sha256().equals(sha256)) {
      throw book.deny(person, facts, "That is not the film's newest copy: look at it again.");
    }
    return step(person, number, AccessEntries.APPROVED, facts);
  }

  /// Leave to take an approved copy away, until its end; noted before it is given.
  public synchronized AccessCase.Copy fetch(String person, String number, int film) throws Refused {
    var facts = facts(number);
    facts.put("film", film);
    var one = book.requireCase(person, number, facts);
    var copy = book.requireFilm(one, film, person, facts).copy();
    if (copy.isEmpty() || copy.get().approved().isEmpty()) {
      throw book.deny(person, facts, "There is no approved copy of that film.");
    }
    if (one.answered()
        .filter(given -> !(given.answer() instanceof AccessAnswer.Copy))
        .isPresent()) {
      throw book.deny(person, facts, "The request was answered without a copy.");
    }
    if (!now().isBefore(one.copiesEnd())) {
      throw book.deny(person, facts, "The copy has reached its end.");
    }
    facts.put("copy", copy.get().sha256());
    book.write(person, AccessEntries.FETCHED, facts);
    return copy.get();
  }

  /// Two months more to answer, once, and before the first month is over.
  public synchronized AccessCase extend(
      String person, String number, ExtensionGround ground, ZoneId zone) throws Refused {
    var facts = facts(number);
    facts.put("ground", ground);
    var one = book.requireOpen(person, number, facts);
    if (one.extended().isPresent()) {
      throw book.deny(person, facts, "The answer's time is extended once only.");
    }
    if (one.isLate(now())) {
      throw book.deny(person, facts, "The month is over: an extension is told within it.");
    }
    facts.put("due", AccessDeadline.of(one.received(), true, zone));
    return step(person, number, AccessEntries.EXTENDED, facts);
  }

  /// Answers and closes a case. A copy is answered only where one is approved; an answer that comes
  /// late is noted as late.
  public synchronized AccessCase answer(String person, String number, AccessAnswer answer)
      throws Refused {
    var facts = facts(number);
    facts.put("outcome", answer.word());
    var one = book.requireOpen(person, number, facts);
    var kind =
        switch (answer) {
          case AccessAnswer.Copy() -> {
            var films = one.films();
            if (films.stream().allMatch(film -> film.copy().isEmpty())) {
              throw book.deny(person, facts, "There is no copy to hand over.");
            }
            if (films.stream()
                .flatMap(film -> film.copy().stream())
                .anyMatch(copy -> copy.approved().isEmpty())) {
              throw book.deny(
                  person, facts, "Every copy must be looked through and approved first.");
            }
            yield AccessEntries.ANSWERED;
          }
          case AccessAnswer.Nothing(var finding, var destroyedBefore) -> {
            facts.put("finding", finding);
            destroyedBefore.ifPresent(instant -> facts.put("destroyed_before", instant));
            yield AccessEntries.ANSWERED;
          }
          case AccessAnswer.Refusal(var ground) -> {
            facts.put("ground", ground);
            yield AccessEntries.REFUSED;
          }
        };
    facts.put("late", one.isLate(now()));
    return step(person, number, kind, facts);
  }

  /// What ends by itself. In the ledger before it is destroyed.
  public synchronized void eraseCopies(String number) {
    book.write(Actors.VIGIE, AccessEntries.ERASED, facts(number, AccessEntries.COPIES));
  }

  /// The same of name, address and what was drawn.
  public synchronized void eraseWords(String number) {
    book.write(Actors.VIGIE, AccessEntries.ERASED, facts(number, AccessEntries.WORDS));
  }

  private static Map<String, Object> facts(String number) {
    return new HashMap<>(Map.of("case", number));
  }

  private static Map<String, Object> facts(String number, String what) {
    return Map.of("case", number, "what", what);
  }

  private AccessCase step(String person, String number, String kind, Map<String, Object> facts) {
    book.write(person, kind, facts);
    return book.found(number);
  }

  private static String cut(String words) {
    var clean = words.strip();
    return clean.substring(0, Math.min(clean.length(), LONGEST_REFERENCE));
  }
}
