package org.vigie.verify.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/// A ledger on a web server: Vigie's own, or any that serves the public files. One thread's.
final class HttpSource implements LogSource {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_NOTE_BYTES = 1 << 16;

  private final HttpClient http;
  private final URI named;
  private final InstantSource clock;
  private URI base;

  /// @param named what a person named: Vigie's address, or that of the public files
  HttpSource(HttpClient http, URI named, InstantSource clock) {
    this.http = http;
    this.named = named.toString().endsWith("/") ? named : URI.create(named + "/");
    this.base = this.named;
    this.clock = clock;
  }

  /// A web console answers every address with its page.
  private static boolean isNote(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).contains("\n\n\u2014 ");
  }

  @Override
  public Optional<byte[]> find(String path, int mostBytes) throws IOException {
    var url = base.resolve(path);
    var request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build();
    try {
      var answer = http.send(request, BodyHandlers.ofInputStream());
      try (var in = answer.body()) {
        if (answer.statusCode() == 404) {
          return Optional.empty();
        }
        if (answer.statusCode() != 200) {
          throw new IOException(url + " answers " + answer.statusCode());
        }
        var bytes = in.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
          throw new IOException(url + " is larger than it can be");
        }
        return Optional.of(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      throw new IOException(
          url + " cannot be read: " + (e.getMessage() == null ? e : e.getMessage()), e);
    }
  }

  @Override
  public Optional<String> newest() throws IOException {
    // Each time: the server may have been away, or another one, when it was first asked.
    base = named.resolve("ledger/");
    if (find("checkpoint", MOST_NOTE_BYTES).filter(HttpSource::isNote).isEmpty()) {
      base = named;
    }
    int year = clock.instant().atOffset(ZoneOffset.UTC).getYear();
    var newest = find("checkpoint", MOST_NOTE_BYTES).filter(HttpSource::isNote);
    if (newest.isPresent()) {
      var origin = new String(newest.get(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
      var named = TownKey.year(origin);
      if (named.isEmpty() || !has(named.getAsInt())) {
        return Optional.of("");
      }
      return Optional.of("%04d/".formatted(named.getAsInt()));
    }
    for (int candidate : new int[] {year + 1, year, year - 1}) {
      if (has(candidate)) {
        return Optional.of("%04d/".formatted(candidate));
      }
    }
    return Optional.empty();
  }

  private boolean has(int year) throws IOException {
    return find("%04d/checkpoint".formatted(year), MOST_NOTE_BYTES)
        .filter(HttpSource::isNote)
        .isPresent();
  }

  @Override
  public String place() {
    return base.toString();
  }
}
