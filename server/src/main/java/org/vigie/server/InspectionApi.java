package org.vigie.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.server.inspection.InspectionBundle;
import org.vigie.server.inspection.InspectionOrder;

/// What an inspector takes away as one ZIP: registers, configuration, acts, ledger; no pictures. It
/// waits for 15 minutes, for the person who made it.
final class InspectionApi {

  private static final Duration LONGEST = Duration.ofDays(5 * 366);

  private final Town town;
  private final ExportShelf shelf;
  private final NoticeBoard board;
  private final InspectionBundle bundles;

  InspectionApi(Town town, ExportShelf shelf, NoticeBoard board) {
    this.town = town;
    this.shelf = shelf;
    this.board = board;
    this.bundles = new InspectionBundle(town.governance().ledger());
  }

  ServerResponse create(ServerRequest request) throws IOException, Refused, InterruptedException {
    var order = Json.read(request, Order.class);
    var person = Asker.of(request).person();
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    var span = Query.span(from, to, LONGEST);
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    shelf.requirePlace(person);
    var permit =
        town.governance().permit(person, Right.INSPECT, Set.of(), Optional.empty(), reason);
    var made = town.clocks().wall();
    var asked = new InspectionOrder(town.settings().town(), span, permit, made);
    // The permit's own entry has begun this year's log, if nothing had yet.
    requireYears(asked);
    permit.use(Right.INSPECT);
    var name = "inspection-" + made.toString().replaceAll("[^0-9TZ]", "").substring(0, 15);
    return shelf.make(
        person,
        folder -> {
          bundles.requireRoom(asked, folder);
          var registers = Files.createDirectory(folder.resolve("registers"));
          try {
            var parts = new InspectionParts(town, board, span, registers);
            var bundle = bundles.make(asked, parts, folder, name);
            var key = shelf.put(bundle.file(), folder, person, () -> mayHave(person));
            return Json.answer(HttpStatus.CREATED, answer(bundle, key));
          } finally {
            // They hold what people typed.
            ExportShelf.wipe(registers);
          }
        });
  }

  /// A bundle without any ledger would prove nothing.
  private void requireYears(InspectionOrder asked) {
    var years = town.governance().ledger().years();
    if (!asked.touches(years)) {
      throw new Problem(
          ProblemCode.NO_SUCH_YEARS,
          "years",
          years.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  private boolean mayHave(String person) {
    return town.governance().holds(person, Right.INSPECT);
  }

  private Answer answer(InspectionBundle.Made made, String key) throws IOException {
    Path file = made.file();
    return new Answer(
        "/api/exports/" + key,
        String.valueOf(file.getFileName()),
        Files.size(file),
        made.files(),
        made.manifest(),
        made.entry(),
        town.clocks().wall().plus(ExportShelf.LIFE));
  }

  record Order(@Nullable String from, @Nullable String to, @Nullable String reason) {}

  record Answer(
      String url,
      String name,
      long bytes,
      int files,
      String manifest,
      long entry,
      Instant expires) {}
}
