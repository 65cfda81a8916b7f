package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.governance.access.AccessAnswer;
import org.vigie.governance.access.AccessCase;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.recording.FootageEnd;
import org.vigie.server.Answers.StretchAnswer;
import org.vigie.server.access.DrawnEdit;
import org.vigie.server.access.Requester;
import org.vigie.server.door.Account;

/// Cases as the API sends them: each place with what is left of it and until when.
final class AccessAnswers {

  private final Town town;
  private final AccessStores stores;

  AccessAnswers(Town town, AccessStores stores) {
    this.town = town;
    this.stores = stores;
  }

  CaseList list(List<CaseAnswer> all) {
    return new CaseList(
        all, AccessCase.KEEP_COPY.toDays(), AccessCase.KEEP_WORDS.toDays(), town.clocks().wall());
  }

  /// A case, for somebody who may see it; the requester only for whoever may answer.
  ///
  /// @param whole whether with the requester and what was drawn
  CaseAnswer of(AccessCase one, String person, boolean whole) throws IOException {
    var governance = town.governance();
    boolean may = governance.access().mayAnswer(person, one);
    var requester =
        may && whole && !one.wordsErased()
            ? stores.folder().requester(one.number())
            : Optional.<Requester>empty();
    var films = new ArrayList<FilmAnswer>();
    for (var film : one.films()) {
      films.add(film(one, film, may && whole && !one.wordsErased()));
    }
    var places = new ArrayList<PlaceAnswer>();
    for (var place : one.places()) {
      places.add(place(one, place));
    }
    return new CaseAnswer(
        one.number(),
        one.reference(),
        one.received().toString(),
        one.how().name(),
        town.door().find(one.person()).map(Account::name).orElse(one.person()),
        one.opened(),
        one.due(),
        one.isLate(governance.access().now()),
        one.extended().map(Enum::name),
        one.identity(),
        one.searched(),
        requester.map(who -> new RequesterAnswer(who.name(), who.address(), who.note())),
        one.wordsErased(),
        may,
        places,
        places.stream().flatMap(place -> place.firstEnd().stream()).min(Instant::compareTo),
        films,
        one.answered().map(AnswerAnswer::of),
        one.copiesEnd(),
        one.wordsEnd());
  }

  private PlaceAnswer place(AccessCase one, AccessCase.Place place) throws IOException {
    var line = town.recorder().timeline(place.camera(), place.span());
    var ends = town.recorder().ends(place.camera(), place.span());
    var holds = town.governance().holds();
    var left =
        ends.stream()
            .map(
                end ->
                    new EndAnswer(
                        end.span().from(),
                        end.span().to(),
                        end.expires(),
                        holds.keep(place.camera(), end.span().from(), end.span().to())))
            .toList();
    var sealed = OpeningApi.joined(town.recorder().sealed(place.camera(), place.span()));
    return new PlaceAnswer(
        place.camera(),
        town.cameras().find(place.camera()).map(CameraView::name).orElse(place.camera().value()),
        place.span().from(),
        place.span().to(),
        stretches(line.recorded()),
        stretches(line.deleted()),
        stretches(sealed),
        left,
        firstEnd(ends),
        isCopied(one, place));
  }

  /// When the first of some footage is destroyed.
  static Optional<Instant> firstEnd(List<FootageEnd> ends) {
    return ends.stream().map(FootageEnd::expires).min(Instant::compareTo);
  }

  /// Whether a copy of something in a place is made.
  static boolean isCopied(AccessCase one, AccessCase.Place place) {
    return one.films().stream()
        .anyMatch(
            film ->
                film.copy().isPresent()
                    && film.camera().equals(place.camera())
                    && film.span().from().isBefore(place.span().to())
                    && film.span().to().isAfter(place.span().from()));
  }

  private static List<StretchAnswer> stretches(List<Span> spans) {
    return spans.stream().map(span -> new StretchAnswer(span.from(), span.to())).toList();
  }

  private FilmAnswer film(AccessCase one, AccessCase.Film film, boolean drawn) throws IOException {
    var edits =
        drawn ? stores.folder().edits(one.number(), film.number()).inForce() : List.<DrawnEdit>of();
    return new FilmAnswer(
        film.number(),
        film.camera(),
        film.span().from(),
        film.span().to(),
        edits.stream().map(EditAnswer::of).toList(),
        film.copy()
            .map(
                copy ->
                    new CopyAnswer(
                        copy.version(),
                        copy.sha256(),
                        copy.pictures(),
                        copy.made(),
                        copy.approved())));
  }

  record CaseList(List<CaseAnswer> cases, long keepCopyDays, long keepWordsDays, Instant now) {}

  record CaseAnswer(
      String number,
      String reference,
      String received,
      String how,
      String openedBy,
      Instant opened,
      Instant due,
      boolean late,
      Optional<String> extended,
      boolean identity,
      Optional<Instant> searched,
      Optional<RequesterAnswer> requester,
      boolean wordsErased,
      boolean mayAnswer,
      List<PlaceAnswer> places,
      Optional<Instant> firstEnd,
      List<FilmAnswer> films,
      Optional<AnswerAnswer> answer,
      Instant copiesEnd,
      Optional<Instant> wordsEnd) {}

  record RequesterAnswer(String name, String address, String note) {}

  record PlaceAnswer(
      CameraId camera,
      String cameraName,
      Instant from,
      Instant to,
      List<StretchAnswer> recorded,
      List<StretchAnswer> destroyed,
      List<StretchAnswer> sealed,
      List<EndAnswer> ends,
      Optional<Instant> firstEnd,
      boolean copied) {}

  record EndAnswer(Instant from, Instant to, Instant expires, boolean held) {}

  record FilmAnswer(
      int film,
      CameraId camera,
      Instant from,
      Instant to,
      List<EditAnswer> edits,
      Optional<CopyAnswer> copy) {}

  record EditAnswer(
      long id,
      String kind,
      Instant from,
      Instant to,
      double left,
      double top,
      double width,
      double height) {

    static EditAnswer of(DrawnEdit edit) {
      return new EditAnswer(
          edit.id(),
          edit.lift() ? "LIFT" : "ADD",
          edit.from(),
          edit.to(),
          edit.box().left(),
          edit.box().top(),
          edit.box().width(),
          edit.box().height());
    }
  }

  record CopyAnswer(
      int version, String sha256, int pictures, Instant made, Optional<Instant> approved) {}

  record AnswerAnswer(
      String outcome,
      Optional<String> finding,
      Optional<String> ground,
      Optional<Instant> destroyedBefore,
      Instant at) {

    static AnswerAnswer of(AccessCase.Answered given) {
      return switch (given.answer()) {
        case AccessAnswer.Copy() ->
            new AnswerAnswer(
                given.answer().word(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                given.at());
        case AccessAnswer.Nothing(var finding, var before) ->
            new AnswerAnswer(
                given.answer().word(),
                Optional.of(finding.name()),
                Optional.empty(),
                before,
                given.at());
        case AccessAnswer.Refusal(var ground) ->
            new AnswerAnswer(
                given.answer().word(),
                Optional.empty(),
                Optional.of(ground.name()),
                Optional.empty(),
                given.at());
      };
    }
  }
}
