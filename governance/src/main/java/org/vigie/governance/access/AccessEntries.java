package org.vigie.governance.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.governance.access.AccessCase.Place;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// The entries of the ledger that a case is folded from. They hold no name, no address and no
/// picture. Never changes.
final class AccessEntries {

  static final String RECEIVED = "access.received";
  static final String PLACED = "access.placed";
  static final String IDENTITY = "access.identity";
  static final String SEARCHED = "access.searched";
  static final String FILM = "access.film";
  static final String VIEWED = "access.viewed";
  static final String COPIED = "access.copied";
  static final String APPROVED = "access.approved";
  static final String FETCHED = "access.fetched";
  static final String EXTENDED = "access.extended";
  static final String ANSWERED = "access.answered";

  /// The town refused the person who was filmed.
  static final String REFUSED = "access.refused";

  static final String ERASED = "access.erased";

  /// Vigie refused somebody of the town.
  static final String DENIED = "access.denied";

  static final String COPIES = "COPIES";
  static final String WORDS = "WORDS";

  private AccessEntries() {}

  /// A case after an entry; nothing where the entry changes none.
  static Optional<AccessCase> after(Optional<AccessCase> before, Entry entry, Instant at) {
    if (entry.kind().equals(RECEIVED)) {
      return Optional.of(received(entry, at));
    }
    return before.map(one -> after(one, entry, at));
  }

  private static AccessCase received(Entry entry, Instant at) {
    return new AccessCase(
        entry.text("case"),
        entry.text("reference"),
        LocalDate.parse(entry.text("received")),
        AccessHow.valueOf(entry.text("how")),
        entry.actor(),
        at,
        Instant.parse(entry.text("due")),
        Optional.empty(),
        places(entry),
        false,
        Optional.empty(),
        List.of(),
        0,
        Optional.empty(),
        false);
  }

  private static AccessCase after(AccessCase one, Entry entry, Instant at) {
    return switch (entry.kind()) {
      case PLACED -> one.withPlace(places(entry).getFirst());
      case IDENTITY -> one.withIdentity(Boolean.TRUE.equals(entry.facts().get("checked")));
      case SEARCHED -> one.searchedAt(at);
      case FILM -> one.withFilm(new CameraId(entry.text("camera")), span(entry.facts()));
      case COPIED ->
          one.withCopy(
              number(entry, "film"),
              new AccessCase.Copy(
                  number(entry, "version"),
                  entry.text("copy"),
                  entry.text("edits"),
                  number(entry, "pictures"),
                  at,
                  Optional.empty()));
      case APPROVED -> one.withApproval(number(entry, "film"), at);
      case EXTENDED ->
          one.extendedTo(
              Instant.parse(entry.text("due")), ExtensionGround.valueOf(entry.text("ground")));
      case ANSWERED, REFUSED -> one.answeredWith(answer(entry), at);
      case ERASED -> entry.text("what").equals(WORDS) ? one.withoutWords() : one.withoutCopies();
      default -> one;
    };
  }

  private static AccessAnswer answer(Entry entry) {
    if (entry.kind().equals(REFUSED)) {
      return new AccessAnswer.Refusal(RefusalGround.valueOf(entry.text("ground")));
    }
    if (entry.text("finding").isEmpty()) {
      return new AccessAnswer.Copy();
    }
    var destroyed = entry.text("destroyed_before");
    return new AccessAnswer.Nothing(
        Finding.valueOf(entry.text("finding")),
        destroyed.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(destroyed)));
  }

  private static int number(Entry entry, String fact) {
    return entry.facts().get(fact) instanceof Long number ? Math.toIntExact(number) : 0;
  }

  static List<Map<String, Object>> facts(List<Place> places) {
    return places.stream()
        .map(
            place ->
                Map.<String, Object>of(
                    "camera", place.camera(), "from", place.span().from(), "to", place.span().to()))
        .toList();
  }

  static Set<CameraId> cameras(List<Place> places) {
    return places.stream().map(Place::camera).collect(Collectors.toSet());
  }

  private static List<Place> places(Entry entry) {
    var places = new ArrayList<Place>();
    if (entry.facts().get("places") instanceof List<?> list) {
      for (var one : list) {
        if (one instanceof Map<?, ?> place) {
          places.add(new Place(new CameraId(String.valueOf(place.get("camera"))), span(place)));
        }
      }
    }
    return places;
  }

  private static Span span(Map<?, ?> facts) {
    return new Span(
        Instant.parse(String.valueOf(facts.get("from"))),
        Instant.parse(String.valueOf(facts.get("to"))));
  }
}
