package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.Sha256;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.access.AccessCase;
import org.vigie.governance.access.AccessCase.Film;
import org.vigie.governance.access.AccessCases;
import org.vigie.model.Box;
import org.vigie.model.MaskEdits;
import org.vigie.recording.clips.MaskedFilm;
import org.vigie.server.access.CopyShelf;
import org.vigie.server.access.DrawnEdit;
import org.vigie.server.access.EditBook;

/// The films of a case: looked through masked, changed by hand picture by picture, copied, approved
/// and handed out. What is seen is never clearer than what is drawn: the same masks, the same hand.
final class AccessFilmApi {

  /// Pictures of one camera are at least 16 ms apart; dates of the API are exact to the
  /// millisecond.
  private static final Duration SAME_PICTURE = Duration.ofMillis(7);

  private static final int MOST_AT_ONCE = 200;

  private final Town town;
  private final MaskedFilms films;
  private final AccessStores stores;
  private final AccessAnswers answers;
  private final AccessCases cases;

  AccessFilmApi(Town town, MaskedFilms films, AccessStores stores) {
    this.town = town;
    this.films = films;
    this.stores = stores;
    this.answers = new AccessAnswers(town, stores);
    this.cases = town.governance().access();
  }

  private record Asked(String person, String number, int film) {}

  /// For whoever may not answer it, a case is not there.
  private String number(ServerRequest request, String person) {
    return cases
        .find(request.pathVariable("case"))
        .filter(one -> cases.mayAnswer(person, one))
        .map(AccessCase::number)
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private Asked asked(ServerRequest request) {
    var person = Asker.of(request).person();
    var number = number(request, person);
    int film =
        (int)
            Math.clamp(
                Query.number(request.pathVariable("film"), ProblemCode.NOT_FOUND, "film"), 0, 9999);
    if (cases.find(number).flatMap(one -> one.film(film)).isEmpty()) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return new Asked(person, number, film);
  }

  ServerResponse add(ServerRequest request) throws IOException {
    var order = Json.read(request, AccessApi.PlaceOrder.class);
    var person = Asker.of(request).person();
    var number = number(request, person);
    var camera = Query.camera(DoorApi.required(order.camera(), "camera", 40));
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    var span = Query.span(from, to, MaskedFilm.LONGEST);
    var one = AccessApi.taken(() -> cases.film(person, number, camera, span));
    return Json.answer(HttpStatus.CREATED, answers.of(one, person, true));
  }

  /// The masked film, with what was drawn so far.
  ServerResponse view(ServerRequest request) throws IOException, Refused {
    var asked = asked(request);
    var film = required(() -> cases.require(asked.person(), asked.number(), asked.film()));
    var book = stores.folder().edits(asked.number(), asked.film());
    var permit = permit(asked, film, "looks through");
    cases.viewed(asked.person(), asked.number(), asked.film(), book.hash());
    var made =
        films.edited(
            permit, film.camera(), film.span(), source -> edits(source, book.inForce(), ""));
    return new MaskedFilms.Film(made.mp4(), made.shown(), made.uncertainty()).answer();
  }

  private Permit permit(Asked asked, Film film, String what) throws Refused {
    return town.governance()
        .permit(
            asked.person(),
            Right.ANSWER_ACCESS,
            Set.of(film.camera()),
            Optional.of(film.span()),
            "access request %s: %s film %d".formatted(asked.number(), what, asked.film()));
  }

  private static MaskEdits edits(MaskedFilm.Source source, List<DrawnEdit> drawn, String mark) {
    return new MaskEdits(
        drawn.stream()
            .map(
                edit ->
                    new MaskEdits.MaskEdit(
                        edit.lift(),
                        source.ticks(edit.from().minus(SAME_PICTURE)),
                        source.ticks(edit.to().plus(SAME_PICTURE)),
                        edit.box()))
            .toList(),
        mark);
  }

  /// Draws a rectangle, or takes some away.
  ServerResponse edit(ServerRequest request) throws IOException {
    var order = Json.read(request, EditOrder.class);
    var asked = asked(request);
    var film = required(() -> cases.require(asked.person(), asked.number(), asked.film()));
    // One at a time: each change is a line at the end of one file.
    synchronized (stores) {
      var book = stores.folder().edits(asked.number(), asked.film());
      var now = town.clocks().wall();
      var removed = order.remove();
      if (removed != null) {
        if (removed.size() > EditBook.MOST) {
          throw Problem.badRequest("remove should name at most " + EditBook.MOST);
        }
        book.remove(now, asked.person(), removed);
      }
      var drawn = order.draw();
      if (drawn != null) {
        if (drawn.size() > MOST_AT_ONCE || book.inForce().size() + drawn.size() > EditBook.MOST) {
          throw Problem.badRequest(
              "draw should hold at most %d rectangles, and a film %d"
                  .formatted(MOST_AT_ONCE, EditBook.MOST));
        }
        // All are looked at before any is drawn.
        var checked = drawn.stream().map(one -> checked(one, film)).toList();
        for (var one : checked) {
          var unused = book.draw(now, asked.person(), one.lift(), one.from(), one.to(), one.box());
        }
      }
    }
    return Json.ok(answers.of(cases.find(asked.number()).orElseThrow(), asked.person(), true));
  }

  private DrawnEdit checked(DrawOrder order, Film film) {
    var kind = Query.word(DoorApi.required(order.kind(), "kind", 10), "kind", Kind.class);
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    // A film begins with the key picture before it.
    var early = film.span().from().minus(MaskedFilm.LONGEST);
    var late = film.span().to().plus(MaskedFilm.LONGEST);
    if (to.isBefore(from) || from.isBefore(early) || to.isAfter(late)) {
      throw Problem.badRequest("from and to should be pictures of the film, from not after to");
    }
    var box = new Box(order.left(), order.top(), order.width(), order.height());
    try {
      // The same that the eye will ask.
      var edit = new MaskEdits.MaskEdit(kind == Kind.LIFT, 0, 0, box);
      return new DrawnEdit(0, from, "", edit.lift(), from, to, box);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
          "left, top, width and height should lie inside the picture, as fractions from 0 to 1");
    }
  }

  /// Renders the copy from the original, the recorded masks and what was drawn.
  ServerResponse copy(ServerRequest request) throws IOException, Refused {
    var asked = asked(request);
    var film = required(() -> cases.require(asked.person(), asked.number(), asked.film()));
    var book = stores.folder().edits(asked.number(), asked.film());
    var permit = permit(asked, film, "makes the copy of");
    var mark = "%s/%d".formatted(asked.number(), asked.film());
    var made =
        films.edited(
            permit, film.camera(), film.span(), source -> edits(source, book.inForce(), mark));
    var bytes = made.mp4();
    var before = film.copy();
    var one =
        AccessApi.taken(
            () ->
                cases.copied(
                    asked.person(),
                    asked.number(),
                    asked.film(),
                    book.hash(),
                    Sha256.hex(bytes),
                    made.pictures()));
    var copy = one.film(asked.film()).orElseThrow().copy().orElseThrow();
    stores
        .shelf()
        .put(
            CopyShelf.name(asked.number(), copy.version()),
            new CopyShelf.Copy(bytes, made.shown()));
    if (before.isPresent()) {
      stores.shelf().destroy(CopyShelf.name(asked.number(), before.get().version()));
    }
    return Json.ok(answers.of(one, asked.person(), true));
  }

  /// The copy as it would be handed over, to be looked through.
  ServerResponse look(ServerRequest request) throws IOException, Refused {
    var asked = asked(request);
    var film = required(() -> cases.require(asked.person(), asked.number(), asked.film()));
    var copy = film.copy().orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    cases.viewed(asked.person(), asked.number(), asked.film(), copy.edits());
    var kept = kept(asked.number(), copy);
    return new MaskedFilms.Film(kept.film(), kept.shown(), Duration.ZERO).answer();
  }

  ServerResponse approve(ServerRequest request) throws IOException {
    var order = Json.read(request, ApproveOrder.class);
    var asked = asked(request);
    var sha256 = DoorApi.required(order.copy(), "copy", 64);
    var one =
        AccessApi.taken(() -> cases.approve(asked.person(), asked.number(), asked.film(), sha256));
    return Json.ok(answers.of(one, asked.person(), true));
  }

  /// The approved copy, to be handed over.
  ServerResponse fetch(ServerRequest request) throws IOException {
    var asked = asked(request);
    AccessCase.Copy copy;
    try {
      copy = cases.fetch(asked.person(), asked.number(), asked.film());
    } catch (Refused e) {
      throw new Problem(ProblemCode.ACCESS_NOT_SO, "reason", String.valueOf(e.getMessage()));
    }
    var kept = kept(asked.number(), copy);
    var name = "access-%s-%d.mp4".formatted(asked.number(), asked.film()).toLowerCase(Locale.ROOT);
    return ServerResponse.ok()
        .contentType(MediaType.valueOf("video/mp4"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(kept.film());
  }

  private CopyShelf.Copy kept(String number, AccessCase.Copy copy) throws IOException {
    return stores
        .shelf()
        .find(CopyShelf.name(number, copy.version()))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private interface Leave {
    Film get() throws Refused;
  }

  private static Film required(Leave leave) {
    try {
      return leave.get();
    } catch (Refused e) {
      throw new Problem(ProblemCode.ACCESS_NOT_SO, "reason", String.valueOf(e.getMessage()));
    }
  }

  enum Kind {
    LIFT,
    ADD
  }

  record EditOrder(@Nullable List<DrawOrder> draw, @Nullable List<Long> remove) {}

  record DrawOrder(
      @Nullable String kind,
      @Nullable String from,
      @Nullable String to,
      double left,
      double top,
      double width,
      double height) {}

  record ApproveOrder(@Nullable String copy) {}
}
