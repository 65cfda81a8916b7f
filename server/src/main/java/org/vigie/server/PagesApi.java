package org.vigie.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What is not the API: the console's files, and the public half of the ledger.
final class PagesApi {

  private static final Duration FOREVER = Duration.ofDays(365);
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private final Town town;
  private final StaticFiles console;
  private final StaticFiles ledger;

  PagesApi(Town town) {
    this.town = town;
    this.console = new StaticFiles(town.settings().console());
    this.ledger = new StaticFiles(town.settings().data().resolve("ledger").resolve("public"));
  }

  /// A file of the console, or its one page for every address that is no file: the console itself
  /// finds the way from there.
  ServerResponse console(ServerRequest request) throws IOException {
    var path = request.path().substring(1);
    var file = console.find(path);
    if (file.isPresent()) {
      return console.answer(request, file.get(), cache(path), StaticFiles.type(file.get()));
    }
    if (path.startsWith("assets/")) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    Optional<Path> index = console.find("index.html");
    if (index.isPresent()) {
      return console.answer(request, index.get(), CacheControl.noCache(), HTML);
    }
    return ServerResponse.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        .body(notBuilt().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /// A page of the manual, or a file that one shows; it lies beside the console, and tells nobody
  /// anything of this town.
  ServerResponse manual(ServerRequest request) throws IOException {
    var path = request.path().substring(1);
    if (path.equals("manual")) {
      return ServerResponse.permanentRedirect(URI.create("/manual/")).build();
    }
    var file =
        console
            .find(path.endsWith("/") ? path + "index.html" : path)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    return console.answer(request, file, CacheControl.noCache(), StaticFiles.type(file));
  }

  /// Tiles and checkpoints, C2SP tlog-tiles: `/ledger/YEAR/checkpoint`, `/ledger/YEAR/tile/...`.
  ServerResponse ledger(ServerRequest request) throws IOException {
    var path = request.pathVariable("file").replaceFirst("^/", "");
    var file = ledger.find(path).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    boolean isTile = path.contains("/tile/");
    return ledger.answer(
        request,
        file,
        isTile && !path.contains(".p/") ? forever() : CacheControl.noCache(),
        isTile ? MediaType.APPLICATION_OCTET_STREAM : TEXT);
  }

  /// The newest checkpoint, whatever its year.
  ServerResponse checkpoint(ServerRequest request) {
    var note = town.governance().ledger().checkpoint().note();
    return ServerResponse.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noCache())
        .body(note.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /// Vite puts a hash into the names of what lies in `assets`; nothing else may be kept unasked.
  private static CacheControl cache(String path) {
    return path.startsWith("assets/") ? forever() : CacheControl.noCache();
  }

  private static CacheControl forever() {
    return CacheControl.maxAge(FOREVER).cachePublic().immutable();
  }

  private static String notBuilt() {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>Vigie</title>
    <h1>Vigie is running; its console is not built yet</h1>
    <p>Build it with <code>./vigie build</code>, or in the folder <code>console</code> with
    <code>npm ci &amp;&amp; npm run build</code>, then reload this page. The API is at
    <a href="/api/openapi.yaml">/api/openapi.yaml</a>.</p>
    <p lang="fr">Vigie tourne ; sa console n'est pas encore construite. Lancez
    <code>./vigie build</code>, puis rechargez cette page.</p>
    </html>
    """;
  }
}
