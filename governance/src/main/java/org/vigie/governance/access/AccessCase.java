package org.vigie.governance.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A request for access, as the ledger tells it: no name, no address, no picture. Never changes;
/// each step makes another.
///
/// @param number Vigie's own, as `2026-0007`: safe in a file name and in a table
/// @param reference as the town's mail office numbered it
/// @param received the day on which it came: the answer's month counts from it
/// @param person who opened the case
/// @param due the first instant at which an answer is too late
/// @param identity whether the requester's identity was checked
/// @param copies how many copies were made so far, replaced ones included
/// @param wordsErased whether name and address are gone
public record AccessCase(
    String number,
    String reference,
    LocalDate received,
    AccessHow how,
    String person,
    Instant opened,
    Instant due,
    Optional<ExtensionGround> extended,
    List<Place> places,
    boolean identity,
    Optional<Instant> searched,
    List<Film> films,
    int copies,
    Optional<Answered> answered,
    boolean wordsErased) {

  /// How long a copy is kept after the answer.
  public static final Duration KEEP_COPY = Duration.ofDays(30);

  /// How long name, address and what was drawn are kept after the answer.
  public static final Duration KEEP_WORDS = Duration.ofDays(180);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{4}-[0-9]{4}");

  public AccessCase {
    places = List.copyOf(places);
    films = List.copyOf(films);
  }

  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /// Where and when the requester says that they were filmed.
  public record Place(CameraId camera, Span span) {}

  /// A stretch of one camera in which the requester is seen, to be looked through and copied.
  ///
  /// @param number from 1
  /// @param copy the newest copy; an older one was destroyed when it was made
  public record Film(int number, CameraId camera, Span span, Optional<Copy> copy) {

    Film with(@Nullable Copy next) {
      return new Film(number, camera, span, Optional.ofNullable(next));
    }
  }

  /// A masked copy.
  ///
  /// @param version counts the copies of the case, from 1
  /// @param sha256 of its bytes, 64 hexadecimal digits
  /// @param edits SHA-256 of what was drawn for it
  public record Copy(
      int version,
      String sha256,
      String edits,
      int pictures,
      Instant made,
      Optional<Instant> approved) {

    Copy approvedAt(Instant at) {
      return new Copy(version, sha256, edits, pictures, made, Optional.of(at));
    }
  }

  /// The answer, and when it was given.
  public record Answered(AccessAnswer answer, Instant at) {}

  public Set<CameraId> cameras() {
    return places.stream().map(Place::camera).collect(Collectors.toSet());
  }

  public Optional<Film> film(int wanted) {
    return films.stream().filter(film -> film.number() == wanted).findFirst();
  }

  public boolean isOpen() {
    return answered.isEmpty();
  }

  /// Whether an answer is overdue at an instant.
  public boolean isLate(Instant now) {
    return isOpen() && !now.isBefore(due);
  }

  /// From then on no copy is handed out, and all are destroyed: a month after the answer, or after
  /// the day by which it should have been given.
  public Instant copiesEnd() {
    return answered.map(Answered::at).orElse(due).plus(KEEP_COPY);
  }

  /// From then on name, address and what was drawn are destroyed; empty while there is no answer.
  public Optional<Instant> wordsEnd() {
    return answered.map(given -> given.at().plus(KEEP_WORDS));
  }

  AccessCase withPlace(Place place) {
    var more = new ArrayList<>(places);
    more.add(place);
    return copy(more, identity, searched, films, copies);
  }

  AccessCase withIdentity(boolean checked) {
    return copy(places, checked, searched, films, copies);
  }

  AccessCase searchedAt(Instant at) {
    return copy(places, identity, Optional.of(at), films, copies);
  }

  AccessCase withFilm(CameraId camera, Span span) {
    var more = new ArrayList<>(films);
    more.add(new Film(films.size() + 1, camera, span, Optional.empty()));
    return copy(places, identity, searched, more, copies);
  }

  AccessCase withCopy(int film, Copy made) {
    return withFilms(film, one -> one.with(made), made.version());
  }

  AccessCase withApproval(int film, Instant at) {
    return withFilms(
        film, one -> one.with(one.copy().map(copy -> copy.approvedAt(at)).orElse(null)), copies);
  }

  AccessCase withoutCopies() {
    var without = films.stream().map(film -> film.with(null)).toList();
    return copy(places, identity, searched, without, copies);
  }

  private AccessCase withFilms(int film, UnaryOperator<Film> change, int made) {
    var changed =
        films.stream().map(one -> one.number() == film ? change.apply(one) : one).toList();
    return copy(places, identity, searched, changed, made);
  }

  private AccessCase copy(
      List<Place> nextPlaces,
      boolean nextIdentity,
      Optional<Instant> nextSearched,
      List<Film> nextFilms,
      int nextCopies) {
    return new AccessCase(
        number,
        reference,
        received,
        how,
        person,
        opened,
        due,
        extended,
        nextPlaces,
        nextIdentity,
        nextSearched,
        nextFilms,
        nextCopies,
        answered,
        wordsErased);
  }

  AccessCase extendedTo(Instant until, ExtensionGround ground) {
    return ended(until, Optional.of(ground), answered, wordsErased);
  }

  AccessCase answeredWith(AccessAnswer answer, Instant at) {
    return ended(due, extended, Optional.of(new Answered(answer, at)), wordsErased);
  }

  AccessCase withoutWords() {
    return ended(due, extended, answered, true);
  }

  private AccessCase ended(
      Instant until,
      Optional<ExtensionGround> ground,
      Optional<Answered> given,
      boolean withoutWords) {
    return new AccessCase(
        number,
        reference,
        received,
        how,
        person,
        opened,
        until,
        ground,
        places,
        identity,
        searched,
        films,
        copies,
        given,
        withoutWords);
  }
}
