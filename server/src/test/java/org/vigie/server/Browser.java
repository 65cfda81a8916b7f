package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a browser does for the console: keeps cookies, sends the CSRF token back. Every JSON answer
/// is held against the API document.
final class Browser {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI url;
  private final CookieManager cookies = new CookieManager();
  final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(5)).build();
  private boolean sendsToken = true;
  private String language = "en";

  Browser(URI url) {
    this.url = url;
  }

  /// An answer, read whole.
  record Answer(HttpResponse<byte[]> response) {

    Answer expect(int status) {
      assertThat(response.statusCode()).as("%s: %s", response.uri(), text()).isEqualTo(status);
      return this;
    }

    /// Expects a problem with this code.
    Answer problem(int status, ProblemCode code) {
      expect(status);
      assertThat(header("content-type")).startsWith("application/problem+json");
      assertThat(json().get("code").asString()).isEqualTo(code.name());
      assertThat(json().get("status").asInt()).isEqualTo(status);
      return this;
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  Answer post(String path, Object body) throws IOException, InterruptedException {
    var text = body instanceof String string ? string : JSON.writeValueAsString(body);
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(text));
    cookie("XSRF-TOKEN")
        .filter(token -> sendsToken)
        .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    return send(request.build());
  }

  Answer post(String path) throws IOException, InterruptedException {
    return post(path, "");
  }

  Answer delete(String path) throws IOException, InterruptedException {
    var request = request(path).DELETE();
    cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    return send(request.build());
  }

  WebSocket watch(String path, WebSocket.Listener listener) {
    var address = URI.create(url.resolve(path).toString().replaceFirst("^http", "ws"));
    return http.newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(5))
        .buildAsync(address, listener)
        .join();
  }

  Browser withoutToken() {
    sendsToken = false;
    return this;
  }

  Browser speaking(String accepted) {
    language = accepted;
    return this;
  }

  Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /// This browser's cookies in another one: what a thief would have.
  Browser copy() {
    var copy = new Browser(url);
    for (var cookie : cookies.getCookieStore().getCookies()) {
      copy.cookies.getCookieStore().add(url, cookie);
    }
    return copy;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Accept-Language", language);
  }

  /// The code of the problem that a request is answered with, else its status; of what is sent
  /// without end no more than the beginning is read.
  String outcome(String method, String path, Object body) throws IOException, InterruptedException {
    var builder =
        request(path)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    cookie("XSRF-TOKEN").ifPresent(token -> builder.header("X-XSRF-TOKEN", token));
    var response = http.send(builder.build(), BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      boolean problem =
          response
              .headers()
              .firstValue("content-type")
              .orElse("")
              .startsWith("application/problem+json");
      return problem
          ? JSON.readTree(in).get("code").asString()
          : String.valueOf(response.statusCode());
    }
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    var answer = new Answer(http.send(request, BodyHandlers.ofByteArray()));
    ApiDocument.get().check(request.method(), request.uri().getPath(), answer);
    return answer;
  }
}
