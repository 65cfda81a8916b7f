package org.vigie.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.PermitTerms;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.recording.CaseLetter;
import org.vigie.recording.CaseOrder;
import org.vigie.recording.CasePackage;
import org.vigie.recording.Export;
import org.vigie.server.handover.Passphrase;
import org.vigie.server.handover.Receipts;
import org.vigie.server.handover.SealedZip;

/// Footage handed over to an authority, with what proves it, as one ZIP file to take away. It waits
/// for 15 minutes, for the person who made it. It is encrypted unless the order says otherwise; its
/// passphrase is in the answer once and kept nowhere.
final class CaseApi {

  private static final int MOST_PIECES = 20;
  private static final int LONGEST_WORDS = 200;

  /// An order's words, and a letter in base64.
  private static final int MOST_BYTES = 64 * 1024 + (CaseLetter.MOST_BYTES / 3 + 1) * 4;

  private final Town town;
  private final Sights sights;
  private final ExportShelf shelf;
  private final CasePackage packages;

  CaseApi(Town town, MaskedFilms films, ExportShelf shelf) {
    this.town = town;
    this.sights = new Sights(town);
    this.shelf = shelf;
    this.packages =
        new CasePackage(
            town.recorder(),
            town.governance().ledger(),
            new Receipts(
                town.settings().town(),
                town.settings().zone(),
                camera -> town.cameras().find(camera).map(CameraView::name).orElse(camera.value())),
            films.oneByOne(),
            town.clocks());
  }

  ServerResponse create(ServerRequest request) throws IOException, Refused, InterruptedException {
    var order =
        Json.read(request, Order.class, MOST_BYTES, new Problem(ProblemCode.LETTER_NOT_TAKEN));
    var person = Asker.of(request).person();
    var reference = line(order.reference(), "reference");
    var authority = line(order.authority(), "authority");
    var officer = line(order.officer(), "officer");
    var letter = letter(order);
    shelf.requirePlace(person);
    var passphrase =
        Boolean.FALSE.equals(order.encrypted())
            ? Optional.<String>empty()
            : Optional.of(Passphrase.generate());
    boolean viewing = Boolean.TRUE.equals(order.viewing());
    var longest = viewing ? CaseOrder.LONGEST_VIEWING : CaseOrder.LONGEST;
    var pieces = pieces(order, longest, person, Query.reason(authority + ", " + reference));
    var name =
        "case-" + town.clocks().wall().toString().replaceAll("[^0-9TZ]", "").substring(0, 15);
    return shelf.make(
        person,
        folder -> {
          // Folder and file lie beside each other for a moment.
          packages.requireRoomForTwo(pieces, viewing, folder);
          var made =
              packages.make(
                  new CaseOrder(
                      reference,
                      authority,
                      officer,
                      pieces,
                      letter,
                      passphrase.isPresent(),
                      viewing),
                  folder.resolve(name));
          var zip = folder.resolve(name + ".zip");
          SealedZip.write(made.folder(), zip, passphrase);
          ExportShelf.wipe(made.folder());
          var key = shelf.put(zip, folder, person, () -> mayHave(pieces));
          return Json.answer(HttpStatus.CREATED, answer(made, zip, key, passphrase));
        });
  }

  private static String line(@Nullable String word, String field) {
    var given = DoorApi.required(word, field, LONGEST_WORDS);
    if (!CaseOrder.isLine(given)) {
      throw Problem.badRequest(field + " should be one line, without characters that are not seen");
    }
    return given;
  }

  /// The scan of the letter, where one came.
  private static Optional<CaseLetter> letter(Order order) {
    var bytes = order.letter();
    if (bytes == null) {
      return Optional.empty();
    }
    var letter = CaseLetter.of(bytes);
    if (letter.isEmpty()) {
      throw new Problem(ProblemCode.LETTER_NOT_TAKEN);
    }
    return letter;
  }

  private boolean mayHave(List<CaseOrder.Piece> pieces) {
    return pieces.stream().allMatch(piece -> ExportApi.mayHave(town, piece.permit()));
  }

  /// All is asked for before anything is made: one that is refused refuses the whole.
  private List<CaseOrder.Piece> pieces(Order order, Duration longest, String person, String reason)
      throws IOException, Refused {
    var asked = order.footage();
    if (asked == null || asked.isEmpty() || asked.size() > MOST_PIECES) {
      throw Problem.badRequest("footage should name 1 to " + MOST_PIECES + " stretches");
    }
    var pieces = new ArrayList<CaseOrder.Piece>();
    var total = Duration.ZERO;
    for (var one : asked) {
      var id = Query.camera(DoorApi.required(one.camera(), "camera", 40));
      var camera = sights.get(person, id).id();
      var from = Query.instant(DoorApi.required(one.from(), "from", 40), "from");
      var to = Query.instant(DoorApi.required(one.to(), "to", 40), "to");
      var span = Query.span(from, to, longest);
      total = total.plus(Duration.between(from, to));
      if (total.compareTo(longest) > 0) {
        throw new Problem(
            ProblemCode.SPAN_TOO_LONG, "seconds", String.valueOf(longest.toSeconds()));
      }
      if (town.recorder().timeline(camera, span).recorded().isEmpty()) {
        throw new Problem(ProblemCode.NO_FOOTAGE, "camera", camera.value());
      }
      var permit =
          town.governance()
              .permit(
                  person,
                  Right.EXPORT,
                  Set.of(camera),
                  Optional.of(span),
                  reason,
                  PermitTerms.SHIFT);
      if (!town.recorder().sealed(permit, camera, span).isEmpty()) {
        throw new Problem(ProblemCode.SEALED, "camera", camera.value());
      }
      pieces.add(new CaseOrder.Piece(permit, camera, span));
    }
    return pieces;
  }

  private Answer answer(CasePackage.Made made, Path zip, String key, Optional<String> passphrase)
      throws IOException {
    return new Answer(
        "/api/exports/" + key,
        String.valueOf(zip.getFileName()),
        Files.size(zip),
        made.pictures(),
        made.exports().stream().mapToInt(Export::unreadableParts).sum(),
        made.exports().stream().mapToLong(one -> one.uncertainty().toMillis()).max().orElse(0),
        made.manifest(),
        made.entry(),
        town.clocks().wall().plus(ExportShelf.LIFE),
        passphrase.isPresent(),
        passphrase);
  }

  /// @param letter in base64
  /// @param encrypted true where it is left out
  /// @param viewing false where it is left out
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Order(
      @Nullable String reference,
      @Nullable String authority,
      @Nullable String officer,
      @Nullable List<Piece> footage,
      byte @Nullable [] letter,
      @Nullable Boolean encrypted,
      @Nullable Boolean viewing) {}

  record Piece(@Nullable String camera, @Nullable String from, @Nullable String to) {}

  record Answer(
      String url,
      String name,
      long bytes,
      long pictures,
      int unreadableParts,
      long uncertaintyMs,
      String manifest,
      long entry,
      Instant expires,
      boolean encrypted,
      Optional<String> passphrase) {}
}
