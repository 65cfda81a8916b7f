package org.vigie.verify.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings cosigned checkpoints to the town's Vigie. What fails on the way is tried again a few
/// times; what the town refuses is not. One thread's.
final class HttpDelivery implements Delivery {

  /// Waits between two tries; a test does not.
  interface Pause {
    void pause(Duration length) throws InterruptedException;
  }

  private static final String PATH = "api/ledger/cosignatures";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_ANSWER_BYTES = 4096;

  private final HttpClient http;
  private final URI address;
  private final Pause pause;
  private final Consumer<String> progress;

  /// @param town the address of the town's Vigie
  /// @param progress hears of tries that failed
  HttpDelivery(HttpClient http, URI town, Pause pause, Consumer<String> progress) {
    this.http = http;
    var base = town.toString();
    this.address = URI.create(base + (base.endsWith("/") ? "" : "/") + PATH);
    this.pause = pause;
    this.progress = progress;
  }

  /// What the town answered.
  private record Answer(int status, String text, Optional<String> retryAfter) {

    boolean isWorthAnotherTry() {
      return status == 429 || status >= 500;
    }

    /// One line for people.
    String words() {
      var line = text.replaceAll("\\s+", " ").strip();
      return line.isEmpty() ? "answers " + status : "answers " + status + ": " + line;
    }
  }

  @Override
  public String bring(String cosigned) throws IOException {
    for (int tried = 0; ; tried++) {
      String why;
      Optional<String> asked = Optional.empty();
      try {
        var answer = send(cosigned);
        if (answer.status == 200) {
          return "delivered to " + address;
        }
        why = address + " " + answer.words();
        if (!answer.isWorthAnotherTry()) {
          throw new Refused(why);
        }
        asked = answer.retryAfter;
      } catch (Refused e) {
        throw e;
      } catch (IOException e) {
        why = address + " cannot be reached: " + (e.getMessage() == null ? e : e.getMessage());
      }
      if (tried == PAUSES.size()) {
        throw new IOException(why + " (" + (tried + 1) + " tries)");
      }
      rest(longer(PAUSES.get(tried), asked), why);
    }
  }

  /// The town has said no: the same again would get the same answer.
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  private Answer send(String cosigned) throws IOException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofString(cosigned, StandardCharsets.UTF_8))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofInputStream());
      try (var in = answer.body()) {
        var text = new String(in.readNBytes(MOST_ANSWER_BYTES), StandardCharsets.UTF_8);
        return new Answer(answer.statusCode(), text, answer.headers().firstValue("Retry-After"));
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// What the town asks for, where that is longer and not endless.
  private static Duration longer(Duration usual, Optional<String> asked) {
    var wished =
        asked
            .filter(text -> text.matches("\\d{1,5}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ZERO);
    var capped = wished.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wished;
    return capped.compareTo(usual) > 0 ? capped : usual;
  }

  private void rest(Duration length, String why) throws IOException {
    progress.accept(why + "; another try in " + length.toSeconds() + " s");
    try {
      pause.pause(length);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }
}
