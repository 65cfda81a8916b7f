package org.vigie.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.recording.CaseOrder;
import org.vigie.recording.Export;

/// Clear footage as files to take away. They wait here for 15 minutes, for the person who asked.
final class ExportApi {

  private final Town town;
  private final Sights sights;
  private final ExportShelf shelf;

  ExportApi(Town town, ExportShelf shelf) {
    this.town = town;
    this.sights = new Sights(town);
    this.shelf = shelf;
  }

  ServerResponse create(ServerRequest request) throws IOException, Refused, InterruptedException {
    var order = Json.read(request, ExportOrder.class);
    var person = Asker.of(request).person();
    var id = Query.camera(DoorApi.required(order.camera(), "camera", 40));
    var camera = sights.get(person, id).id();
    var from = Query.instant(DoorApi.required(order.from(), "from", 40), "from");
    var to = Query.instant(DoorApi.required(order.to(), "to", 40), "to");
    var span = Query.span(from, to, CaseOrder.LONGEST);
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    if (town.recorder().timeline(camera, span).recorded().isEmpty()) {
      throw new Problem(ProblemCode.NO_FOOTAGE, "camera", camera.value());
    }
    shelf.requirePlace(person);
    var permit =
        town.governance().permit(person, Right.EXPORT, Set.of(camera), Optional.of(span), reason);
    if (!town.recorder().sealed(permit, camera, span).isEmpty()) {
      throw new Problem(ProblemCode.SEALED, "camera", camera.value());
    }
    var name = camera + "-" + span.from().toString().replaceAll("[^0-9TZ]", "");
    return shelf.make(
        person,
        folder -> {
          var export = town.recorder().export(permit, camera, span, folder.resolve(name + ".mp4"));
          var files = new ArrayList<FileAnswer>();
          for (var file : export.files()) {
            var key = shelf.put(file.path(), folder, person, () -> mayHave(town, permit));
            files.add(FileAnswer.of(file, key));
          }
          return Json.answer(
              HttpStatus.CREATED,
              new ExportAnswer(
                  files,
                  export.pictures(),
                  export.unreadableParts(),
                  export.uncertainty().toMillis(),
                  town.clocks().wall().plus(ExportShelf.LIFE)));
        });
  }

  /// Whether what a permit let somebody copy may still be fetched: the right holds, and what was
  /// sealed is open to them.
  static boolean mayHave(Town town, Permit permit) {
    var span = permit.span().orElseThrow();
    try {
      for (var camera : permit.cameras()) {
        if (!town.governance().holds(permit.person(), Right.EXPORT, camera)
            || !town.recorder().sealed(permit, camera, span).isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  ServerResponse fetch(ServerRequest request) {
    var file =
        shelf
            .find(request.pathVariable("export"), Asker.of(request).person())
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    var disposition =
        ContentDisposition.attachment().filename(String.valueOf(file.getFileName())).build();
    return ServerResponse.ok()
        .contentType(MediaType.valueOf(type(file)))
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .body(new FileSystemResource(file));
  }

  /// What waits is deleted at once: with it what was made with it.
  ServerResponse giveUp(ServerRequest request) {
    if (!shelf.giveUp(request.pathVariable("export"), Asker.of(request).person())) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return ServerResponse.noContent().build();
  }

  private static String type(Path file) {
    return file.toString().endsWith(".zip") ? "application/zip" : "video/mp4";
  }

  record ExportOrder(
      @Nullable String camera,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason) {}

  record ExportAnswer(
      List<FileAnswer> files,
      long pictures,
      int unreadableParts,
      long uncertaintyMs,
      Instant expires) {}

  record FileAnswer(
      String url, String name, Instant first, long pictures, long bytes, String sha256) {

    static FileAnswer of(Export.File file, String key) {
      return new FileAnswer(
          "/api/exports/" + key,
          String.valueOf(file.path().getFileName()),
          file.first(),
          file.pictures(),
          file.bytes(),
          file.sha256());
    }
  }
}
