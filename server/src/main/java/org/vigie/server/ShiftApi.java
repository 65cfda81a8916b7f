package org.vigie.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.Sha256;
import org.vigie.desk.DeskException;
import org.vigie.desk.Incident;
import org.vigie.desk.LogLine;
import org.vigie.desk.Shift;
import org.vigie.desk.ShiftLog;
import org.vigie.desk.ShiftSums;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.server.IncidentAnswer.LineAnswer;
import org.vigie.server.log.ShiftPage;
import org.vigie.server.log.ShiftPrinter;
import org.vigie.server.paper.PaperProof;

/// The log of each shift: read, handed over, acknowledged, printed.
final class ShiftApi {

  private static final int MOST = 200;
  private static final String PRESENT = "present";

  private final Town town;
  private final ShiftLog log;
  private final Sights sights;

  ShiftApi(Town town) {
    this.town = town;
    this.log = town.desk().log();
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    var person = Asker.of(request).person();
    int limit = (int) Query.whole(request, "limit", 1, MOST, 30);
    return Json.ok(
        new ShiftList(log.shifts(limit).stream().map(shift -> answer(shift, person)).toList()));
  }

  ServerResponse get(ServerRequest request) throws DeskException {
    var person = Asker.of(request).person();
    var shift = shift(request);
    return Json.ok(
        new ShiftLogAnswer(
            answer(shift, person),
            incidents(shift, person).stream()
                .map(
                    incident ->
                        IncidentAnswer.of(
                            incident,
                            person,
                            town.cameras(),
                            camera -> sights.mayKnow(person, camera)))
                .toList(),
            lines(shift, person).stream()
                .map(line -> LineAnswer.of(line, person, town.cameras()))
                .toList()));
  }

  ServerResponse handOver(ServerRequest request) throws IOException, Refused, DeskException {
    var order = Json.read(request, Note.class);
    var person = Asker.of(request).person();
    var words = Query.reason(IncidentApi.words(order.words()));
    var ended = log.handOver(permit(person, Right.JUDGE, "hand a shift over"), words);
    return Json.ok(answer(ended, person));
  }

  ServerResponse acknowledge(ServerRequest request) throws Refused, DeskException {
    var person = Asker.of(request).person();
    var shift = shift(request);
    var permit = permit(person, Right.JUDGE, "take over from shift " + shift.number());
    return Json.ok(answer(log.acknowledge(permit, shift.number()), person));
  }

  /// The log of a shift on paper. That it was printed, and the hash of what it says, is an entry
  /// before anybody has it.
  ServerResponse paper(ServerRequest request) throws IOException, Refused, DeskException {
    var person = Asker.of(request).person();
    var shift = shift(request);
    var right = town.governance().holds(person, Right.JUDGE) ? Right.JUDGE : Right.INSPECT;
    var permit = permit(person, right, "print the log of shift " + shift.number());
    permit.use(right);
    var page = page(shift, person);
    var text = page.text().getBytes(UTF_8);
    var sha256 = HexFormat.of().formatHex(Sha256.digest().digest(text));
    var ledger = town.governance().ledger();
    long entry =
        town.governance()
            .note(
                "shift.printed",
                person,
                Map.of("permit", permit.id(), "shift", shift.number(), "text_sha256", sha256));
    var unused = ledger.publish();
    var inclusion = ledger.prove(entry);
    var files =
        Map.of(
            "log.txt", text,
            "proof.json", Json.bytes(LedgerApi.ProofAnswer.of(entry, inclusion)),
            "checkpoint.txt", inclusion.checkpoint().note().getBytes(UTF_8));
    var tongue = Query.tongue(request);
    var proof = new PaperProof(sha256, entry, inclusion.checkpoint(), files);
    var pdf = new ShiftPrinter(page, proof, tongue, town.settings().zone()).print();
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"shift-%d.pdf\"".formatted(shift.number()))
        .body(pdf);
  }

  private ShiftPage page(Shift shift, String person) {
    return new ShiftPage(
        town.settings().town(),
        town.clocks().wall(),
        shift,
        log.sums(shift),
        incidents(shift, person),
        lines(shift, person),
        town.cameras().list().stream().allMatch(view -> sights.mayKnow(person, view.id())),
        camera -> town.cameras().find(camera).map(CameraView::name).orElse(camera.value()));
  }

  private Permit permit(String person, Right right, String what) throws Refused {
    return town.governance().permit(person, right, Set.of(), Optional.empty(), what);
  }

  private Shift shift(ServerRequest request) throws DeskException {
    var number = request.pathVariable("shift");
    return number.equals(PRESENT)
        ? log.present()
        : log.shift(Query.number(number, ProblemCode.NO_SUCH_SHIFT, "shift"));
  }

  private List<Incident> incidents(Shift shift, String person) {
    return log.incidents(shift).stream()
        .filter(incident -> incident.cameras().stream().anyMatch(id -> mayKnow(person, id)))
        .toList();
  }

  /// Lines of cameras that the person may know of, and those of the shift itself.
  private List<LogLine> lines(Shift shift, String person) {
    var known = incidents(shift, person).stream().map(Incident::number).collect(Collectors.toSet());
    return log.lines(shift).stream()
        .filter(line -> line.camera().map(id -> mayKnow(person, id)).orElse(true))
        .filter(line -> line.incident().map(known::contains).orElse(true))
        .toList();
  }

  private boolean mayKnow(String person, CameraId camera) {
    return sights.mayKnow(person, camera);
  }

  private ShiftAnswer answer(Shift shift, String person) {
    return new ShiftAnswer(
        shift.number(),
        shift.began(),
        shift.ended(),
        shift.isPresent(),
        shift.handedOver().map(line -> LineAnswer.of(line, person, town.cameras())),
        shift.acknowledged().map(line -> LineAnswer.of(line, person, town.cameras())),
        log.sums(shift));
  }

  record Note(@Nullable String words) {}

  record ShiftList(List<ShiftAnswer> shifts) {}

  record ShiftLogAnswer(
      ShiftAnswer shift, List<IncidentAnswer> incidents, List<LineAnswer> lines) {}

  record ShiftAnswer(
      long number,
      Instant began,
      Optional<Instant> ended,
      boolean present,
      Optional<LineAnswer> handedOver,
      Optional<LineAnswer> acknowledged,
      ShiftSums alerts) {}
}
