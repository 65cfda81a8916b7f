package org.vigie.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.server.door.Account;
import org.vigie.server.notice.GeoJson;
import org.vigie.server.notice.NoticePage;
import org.vigie.server.notice.Tongue;

/// The public page and its twins for machines, without sign-in; and what an administrator does
/// about them.
final class NoticeApi {

  /// Nothing but the page's own style, pictures and type; no script at all.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private static final int LONGEST_WORDS = 200;
  private static final CacheControl WHILE = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final MediaType GEO_JSON = MediaType.parseMediaType("application/geo+json");

  private final Town town;
  private final NoticeBoard board;
  private final SignShelf signs;
  private final StaticFiles console;

  NoticeApi(Town town, NoticeBoard board) {
    this.town = town;
    this.board = board;
    this.signs = new SignShelf(town.settings().zone());
    this.console = new StaticFiles(town.settings().console());
  }

  ServerResponse page(ServerRequest request) {
    board.requirePublished();
    return html(request);
  }

  /// The page before it is published, for those who prepare it.
  ServerResponse preview(ServerRequest request) {
    return html(request);
  }

  private ServerResponse html(ServerRequest request) {
    var tongue = tongue(request);
    var page = NoticePage.of(board.notice(), tongue, town.settings().zone());
    return open(HTML)
        .header("Content-Language", tongue.name().substring(0, 2).toLowerCase(Locale.ROOT))
        .header("Vary", "Accept-Language")
        .body(page.getBytes(StandardCharsets.UTF_8));
  }

  static Tongue tongue(ServerRequest request) {
    var accepted = request.headers().firstHeader("Accept-Language");
    return Tongue.of(request.param("lang"), accepted == null ? "" : accepted);
  }

  private static ServerResponse.BodyBuilder open(MediaType type) {
    return ServerResponse.ok()
        .contentType(type)
        .cacheControl(CacheControl.noCache())
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  ServerResponse json(ServerRequest request) {
    return open(MediaType.APPLICATION_JSON).body(Json.bytes(board.published()));
  }

  /// Exactly the bytes whose hash is in the ledger.
  ServerResponse declaration(ServerRequest request) {
    board.requirePublished();
    return open(MediaType.APPLICATION_JSON).body(board.now().bytes());
  }

  ServerResponse geoJson(ServerRequest request) {
    board.requirePublished();
    return open(GEO_JSON).body(Json.bytes(GeoJson.of(board.now().declaration())));
  }

  /// The sign for a camera's pole.
  ServerResponse sign(ServerRequest request) throws IOException {
    board.requirePublished();
    var asked = Query.camera(request);
    var drawn = board.now();
    var camera =
        drawn
            .declaration()
            .camera(asked.value())
            .orElseThrow(() -> new Problem(ProblemCode.NO_SUCH_CAMERA, "camera", asked.value()));
    if (drawn.declaration().address().isEmpty()) {
      throw new Problem(ProblemCode.NO_PUBLIC_ADDRESS);
    }
    var name = ContentDisposition.inline().filename(asked.value() + ".pdf").build();
    return open(MediaType.APPLICATION_PDF)
        .header("Content-Disposition", name.toString())
        .header("Vary", "Accept-Language")
        .body(signs.of(drawn, camera, tongue(request)));
  }

  /// The page's style.
  ServerResponse style(ServerRequest request) {
    try (var in = NoticePage.class.getResourceAsStream("notice.css")) {
      if (in == null) {
        throw new Problem(ProblemCode.NOT_FOUND);
      }
      return ServerResponse.ok()
          .contentType(MediaType.parseMediaType("text/css;charset=UTF-8"))
          .cacheControl(WHILE)
          .body(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The look's type, one of its weights, as the console has it; a page without it is read all the
  /// same.
  ServerResponse type(ServerRequest request) throws IOException {
    var name = "ibm-plex-sans-latin-" + request.pathVariable("weight") + "-normal-";
    var file =
        console
            .find("assets", name, ".woff2")
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    return console.answer(request, file, WHILE, StaticFiles.type(file));
  }

  /// How the page stands: for everybody who is signed in.
  ServerResponse state(ServerRequest request) {
    return Json.ok(answer());
  }

  /// Programs may leave the reason out, as those before there was one do.
  ServerResponse publish(ServerRequest request) throws IOException, Refused {
    // Of a body that comes in chunks the length is not known: -1.
    boolean says = request.servletRequest().getContentLengthLong() != 0;
    var given = says ? Json.read(request, PublishOrder.class).reason() : null;
    board.publish(Asker.of(request).person(), given == null ? "" : Query.reason(given));
    return Json.ok(answer());
  }

  ServerResponse exempt(ServerRequest request) throws IOException, Refused {
    var order = Json.read(request, ExemptionOrder.class);
    var reference = DoorApi.required(order.reference(), "reference", LONGEST_WORDS);
    var authority = DoorApi.required(order.authority(), "authority", LONGEST_WORDS);
    var given = order.reason();
    var reason = Query.reason(given == null ? "" : given);
    var person = Asker.of(request).person();
    var unused = town.governance().notices().exempt(person, reference, authority, reason);
    return Json.ok(answer());
  }

  private NoticeAnswer answer() {
    var notices = town.governance().notices();
    return new NoticeAnswer(
        notices.allowArming(),
        board.now().sha256(),
        notices.publication().map(made -> name(made.by())),
        notices
            .publication()
            .map(made -> new PublicationAnswer(made.sha256(), made.at(), made.entry())),
        notices
            .exemption()
            .map(
                made ->
                    new ExemptionAnswer(
                        made.reference(), made.authority(), made.at(), made.entry())),
        board.missing().stream()
            .map(missing -> new GapAnswer(missing.gap(), missing.camera()))
            .toList());
  }

  private String name(String person) {
    return town.door().find(person).map(Account::name).orElse(person);
  }

  /// The schema `NoticeState`.
  record NoticeAnswer(
      boolean mayArm,
      String sha256,
      Optional<String> publishedBy,
      Optional<PublicationAnswer> publication,
      Optional<ExemptionAnswer> exemption,
      List<GapAnswer> missing) {}

  record PublicationAnswer(String sha256, Instant at, long entry) {}

  record ExemptionAnswer(String reference, String authority, Instant at, long entry) {}

  record GapAnswer(NoticeBoard.Gap what, Optional<String> camera) {}

  record PublishOrder(@Nullable String reason) {}

  record ExemptionOrder(
      @Nullable String reference, @Nullable String authority, @Nullable String reason) {}
}
