package org.vigie.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// Asks a town that runs, as a browser does: signed in as its first administrator.
final class TownClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern LINK = Pattern.compile("#token=(\\S+)");
  private static final String PASSWORD = "a bench keeps no secrets";

  private final URI url;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  private TownClient(URI url) {
    this.url = url;
  }

  /// Spends the one-time link of a new town.
  ///
  /// @param log what it printed, the link among it
  static TownClient firstAdministrator(Path data, Path log)
      throws IOException, InterruptedException {
    var run = JSON.readTree(Files.readAllBytes(data.resolve("run.json")));
    var link = LINK.matcher(Files.readString(log));
    if (!link.find()) {
      throw new IOException("the town in " + data + " has an administrator already");
    }
    var client = new TownClient(URI.create(run.path("url").asString("") + "/"));
    var unused = client.get("/api/welcome");
    var token = link.group(1);
    client.post("/api/links/spend", Map.of("token", token, "name", "Clerk", "password", PASSWORD));
    return client;
  }

  /// An answer, read whole.
  ///
  /// @throws IOException if it is not the one asked for
  byte[] get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url.resolve(path)).GET().build());
  }

  private void post(String path, Map<String, String> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .map(HttpCookie::getValue)
        .forEach(token -> request.header("X-XSRF-TOKEN", token));
    var unused = send(request.build());
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s was answered with %d: %s"
              .formatted(request.uri().getPath(), answer.statusCode(), new String(answer.body())));
    }
    return answer.body();
  }
}
