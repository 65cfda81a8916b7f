package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.viewing.Noticed;
import org.vigie.governance.viewing.Viewing;
import org.vigie.governance.viewing.ViewingAnswer;
import org.vigie.governance.viewing.ViewingKind;
import org.vigie.model.CameraId;
import org.vigie.server.door.Account;

/// What was noticed of how people look at footage, for the data-protection officer, who answers it
/// (R46). Nobody else is told, and nobody of themselves.
final class ViewingApi {

  /// The newest; older ones stay in the ledger.
  private static final int MOST = 200;

  /// What was asked for is shown of so many entries.
  private static final int MOST_REQUESTS = 25;

  private final Town town;

  ViewingApi(Town town) {
    this.town = town;
  }

  ServerResponse list(ServerRequest request) {
    return Json.ok(answer(Asker.of(request).person()));
  }

  ServerResponse answer(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, AnswerOrder.class);
    var person = Asker.of(request).person();
    long entry = Query.number(request.pathVariable("entry"), ProblemCode.NOT_FOUND, "entry");
    var given = order.answer();
    var what = Query.word(given == null ? "" : given, "answer", ViewingAnswer.class);
    var note = order.note();
    boolean known =
        town.governance().viewings().list(person).stream().anyMatch(one -> one.entry() == entry);
    if (!known) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    var unused =
        town.governance()
            .viewings()
            .answer(person, entry, what, Query.reason(note == null ? "" : note));
    return Json.ok(answer(person));
  }

  private ViewingList answer(String person) {
    var all = town.governance().viewings().list(person);
    return new ViewingList(
        (int) all.stream().filter(Viewing::isWaiting).count(),
        all.stream().limit(MOST).map(this::answer).toList());
  }

  private ViewingAnswered answer(Viewing viewing) {
    var noticed = viewing.noticed();
    return new ViewingAnswered(
        viewing.entry(),
        viewing.at(),
        noticed.kind(),
        noticed.person(),
        name(noticed.person()),
        noticed.cameras().stream().map(this::camera).toList(),
        noticed.from(),
        noticed.to(),
        noticed.times(),
        noticed.entries(),
        requests(noticed),
        viewing.answers().stream()
            .map(one -> new Given(one.at(), name(one.by()), one.answer(), one.note()))
            .toList());
  }

  private String name(String person) {
    return town.door().find(person).map(Account::name).orElse(person);
  }

  private CameraName camera(String id) {
    var name =
        CameraId.isValid(id)
            ? town.cameras().find(new CameraId(id)).map(CameraView::name)
            : Optional.<String>empty();
    return new CameraName(id, name.orElse(id));
  }

  private List<Request> requests(Noticed noticed) {
    return noticed.entries().stream()
        .limit(MOST_REQUESTS)
        .map(town.governance().ledger()::find)
        .flatMap(Optional::stream)
        .map(this::request)
        .toList();
  }

  private Request request(Recorded recorded) {
    var entry = recorded.entry();
    return new Request(
        recorded.index(),
        recorded.at(),
        entry.kind(),
        text(entry.text("right")),
        entry.facts().get("cameras") instanceof List<?> list
            ? list.stream().map(id -> camera(id.toString())).toList()
            : text(entry.text("camera")).map(this::camera).stream().toList(),
        text(entry.text("ground")),
        text(entry.text("from")).map(Instant::parse),
        text(entry.text("to")).map(Instant::parse),
        text(entry.text("reason")).or(() -> text(entry.text("note"))),
        text(entry.text("why")));
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /// The schema `ViewingList`.
  record ViewingList(int waiting, List<ViewingAnswered> viewing) {}

  record ViewingAnswered(
      long entry,
      Instant at,
      ViewingKind kind,
      String person,
      String name,
      List<CameraName> cameras,
      Instant from,
      Instant to,
      long times,
      List<Long> entries,
      List<Request> requests,
      List<Given> answers) {}

  record CameraName(String id, String name) {}

  record Request(
      long entry,
      Instant at,
      String kind,
      Optional<String> right,
      List<CameraName> cameras,
      Optional<String> ground,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> reason,
      Optional<String> why) {}

  record Given(Instant at, String by, ViewingAnswer answer, String note) {}

  record AnswerOrder(@Nullable String answer, @Nullable String note) {}
}
