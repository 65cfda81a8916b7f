package org.vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the stream of alerts as a console does, and says when each came.
final class AlertClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TOKEN = "XSRF-TOKEN";

  /// One new alert.
  ///
  /// @param at the time of the picture that decided it
  /// @param here when it arrived
  record Arrived(String id, String camera, String event, String zone, Instant at, Instant here) {

    String what() {
      return event + " " + camera;
    }

    /// From the time that its picture bears to its arrival here.
    Duration delay() {
      return Duration.between(at, here);
    }
  }

  private final URI server;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
  private final Clocks clocks = Clocks.system();
  private final BlockingQueue<Arrived> arrived = new ArrayBlockingQueue<>(1_000);
  private final HashSet<String> known = new HashSet<>();
  private volatile boolean closed;

  private AlertClient(URI server) {
    this.server = server;
  }

  /// Signs in with a one-time link and begins to read.
  static AlertClient signIn(URI link) throws IOException, InterruptedException {
    var client = new AlertClient(link.resolve("/"));
    // Answers with the cookie whose value each later request repeats.
    client.get("/api/welcome");
    var token = link.getFragment().substring("token=".length());
    client.post("/api/links/spend", Map.of("token", token));
    Thread.ofVirtual().name("alerts").start(client::read);
    return client;
  }

  /// The next new alert, if one comes in time.
  Optional<Arrived> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// So that the next of its rule is a new one.
  void dismiss(Arrived alert) throws IOException, InterruptedException {
    post("/api/alerts/" + alert.id() + "/dismiss", Map.of("reason", "DRILL"));
  }

  private void read() {
    var request = HttpRequest.newBuilder(server.resolve("/api/alerts/stream")).build();
    try {
      var response = http.send(request, BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        var event = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event: ")) {
            event = line.substring("event: ".length());
          } else if (line.startsWith("data: ")) {
            take(event, line.substring("data: ".length()), clocks.wall());
          }
        }
      }
    } catch (IOException e) {
      // The stream has no end of its own: closing breaks it.
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(String event, String data, Instant now) {
    var news = JSON.readTree(data);
    if (event.equals("current")) {
      // What waited before says nothing of how quick it came.
      news.path("alerts").forEach(alert -> known.add(alert.path("id").asString()));
    } else if (event.equals("alert") && known.add(news.path("id").asString())) {
      var at = Instant.parse(news.path("at").asString());
      var unused =
          arrived.offer(
              new Arrived(
                  text(news, "id"),
                  text(news, "camera"),
                  text(news, "event"),
                  text(news, "zone"),
                  at,
                  now));
    }
  }

  private static String text(JsonNode alert, String field) {
    return alert.path(field).asString();
  }

  private void get(String path) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(server.resolve(path)).build());
  }

  private void post(String path, Map<String, String> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .header("X-XSRF-TOKEN", token())
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    send(request);
  }

  private void send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IOException(
          "%s %s: %d %s"
              .formatted(
                  request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
    }
  }

  private String token() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(TOKEN))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
