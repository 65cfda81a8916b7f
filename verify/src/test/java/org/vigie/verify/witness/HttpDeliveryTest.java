package org.vigie.verify.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bringing a cosignature to a town that answers as it likes.
class HttpDeliveryTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> received = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer town;

  @BeforeEach
  void a_town() throws IOException {
    town = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    town.createContext(
        "/api/ledger/cosignatures",
        exchange -> {
          try (exchange) {
            received.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int status = answers.removeFirst();
            exchange.getResponseHeaders().set("Retry-After", "17");
            var body = ("said\n  " + status + "x".repeat(9000)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    town.start();
  }

  @AfterEach
  void close() {
    town.stop(0);
    http.close();
  }

  private HttpDelivery delivery(String address) {
    return new HttpDelivery(http, URI.create(address), pauses::add, told::add);
  }

  private HttpDelivery delivery() {
    return delivery("http://127.0.0.1:" + town.getAddress().getPort());
  }

  @Test
  void is_brought_as_it_is() throws IOException {
    answers.add(200);
    assertThat(delivery().bring("a note, — with a dash\n"))
        .startsWith("delivered to http://127.0.0.1:")
        .endsWith("/api/ledger/cosignatures");
    assertThat(received).containsExactly("a note, — with a dash\n");
    assertThat(told).isEmpty();
  }

  @Test
  void what_may_pass_is_tried_three_times_and_each_failure_is_told() {
    answers.addAll(List.of(503, 429, 500));
    assertThatThrownBy(() -> delivery().bring("note"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answers 500")
        .hasMessageContaining("(3 tries)");
    assertThat(received).hasSize(3);
    assertThat(told).hasSize(2).allMatch(line -> line.endsWith("another try in 17 s"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(17));
  }

  @Test
  void a_later_try_that_succeeds_is_a_delivery() throws IOException {
    answers.addAll(List.of(502, 200));
    assertThat(delivery().bring("note")).startsWith("delivered");
    assertThat(received).hasSize(2);
  }

  @Test
  void a_refusal_is_final_and_its_words_are_kept_short() {
    answers.add(409);
    assertThatThrownBy(() -> delivery().bring("note"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answers 409: said 409xxx")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(5000));
    assertThat(received).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_town_that_is_not_there_is_tried_again_with_longer_pauses() {
    assertThatThrownBy(() -> delivery("http://127.0.0.1:1/").bring("note"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be reached");
    assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(10));
  }
}
