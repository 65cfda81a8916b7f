package org.vigie.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.server.TestTown.MARKET;
import static org.vigie.server.TestTown.QUAY;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.desk.AlertQuery;
import org.vigie.desk.outside.OutsideSignals;
import org.vigie.desk.outside.OutsideSource;

/// What systems outside say reaches people, signed, and does nothing else.
class SignalTest {

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final String DOOR =
      "{\"camera\":\"market\",\"kind\":\"door-forced\",\"text\":\"North door of the hall\"}";

  @TempDir private Path folder = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();
  private TestTown town;
  private Browser administrator;

  @BeforeEach
  void starts() throws Exception {
    town = new TestTown(folder);
    administrator = town.administrator();
    town.desk
        .outside()
        .adopt(
            List.of(
                OutsideSource.of(
                    "hall",
                    "Alarm of the market hall",
                    "whsec_" + Base64.getEncoder().encodeToString(KEY),
                    Set.of(MARKET))));
  }

  @AfterEach
  void ends() {
    town.close();
    client.close();
  }

  @Test
  void a_signed_signal_makes_a_card_until_somebody_has_dealt_with_it() throws Exception {
    assertThat(send("hall", "m-1", DOOR, KEY, 0)).isEqualTo(202);
    assertThat(send("hall", "m-1", DOOR, KEY, 0)).isEqualTo(202);
    var shown = administrator.get("/api/signals").expect(200).json().get("signals");
    assertThat(shown.size()).isOne();
    assertThat(shown.get(0).get("source_name").asString()).isEqualTo("Alarm of the market hall");
    assertThat(shown.get(0).get("camera").asString()).isEqualTo("market");
    assertThat(shown.get(0).get("text").asString()).isEqualTo("North door of the hall");

    var watcher = town.person(administrator, "poste 1", Set.of("VIEW_LIVE"), MARKET);
    watcher.get("/api/signals").expect(403);
    var elsewhere = town.person(administrator, "poste 2", Set.of("JUDGE"), QUAY);
    assertThat(elsewhere.get("/api/signals").expect(200).json().get("signals").size()).isZero();
    var id = shown.get(0).get("signal").asString();
    elsewhere.post("/api/signals/" + id + "/acknowledge", Map.of()).expect(404);
    watcher.post("/api/signals/" + id + "/acknowledge", Map.of()).expect(403);

    // A restart reads back what waits, and what was dealt with stays so.
    assertThat(new OutsideSignals(town.governance, town.clocks).list()).hasSize(1);
    var left = administrator.post("/api/signals/" + id + "/acknowledge", Map.of()).expect(200);
    assertThat(left.json().get("signals").size()).isZero();
    assertThat(new OutsideSignals(town.governance, town.clocks).list()).isEmpty();
    administrator.post("/api/signals/" + id + "/acknowledge", Map.of()).expect(404);
  }

  @Test
  void what_was_taken_cannot_be_sent_again_after_a_restart_as_long_as_its_time_would_do()
      throws Exception {
    // A sender whose clock is ahead: its message would do for ten minutes.
    assertThat(send("hall", "m-1", DOOR, KEY, 299)).isEqualTo(202);
    assertThat(send("hall", "m-2", DOOR, KEY, 0)).isEqualTo(202);
    town.clocks.advance(Duration.ofMinutes(9));
    var again = new OutsideSignals(town.governance, town.clocks);
    var source = town.desk.outside().source("hall").orElseThrow();
    assertThat(again.take(source, "m-1", Optional.of(MARKET), "door-forced", "again"))
        .isEqualTo(OutsideSignals.Taken.KNOWN);
    assertThat(again.take(source, "m-3", Optional.of(MARKET), "door-forced", "another"))
        .isEqualTo(OutsideSignals.Taken.SHOWN);
    assertThat(again.list()).hasSize(3);
    assertThat(town.entries().getFirst().entry().facts()).containsKey("message");
    assertThat(town.entries().getFirst().entry().text("message")).doesNotContain("m-3");
  }

  @Test
  void a_source_that_is_listened_to_lets_nobody_call_in_its_name_and_a_contact_rests()
      throws Exception {
    var button = OutsideSource.heard("button", "Button", OutsideSource.Way.INPUT, Set.of(MARKET));
    town.desk.outside().adopt(List.of(button));
    assertThat(send("button", "m-1", DOOR, KEY, 0)).isEqualTo(401);
    var outside = town.desk.outside();
    assertThat(outside.take(button, "1", Optional.of(MARKET), "digital-input", "DI1"))
        .isEqualTo(OutsideSignals.Taken.SHOWN);
    town.clocks.advance(Duration.ofSeconds(59));
    assertThat(outside.take(button, "2", Optional.of(MARKET), "digital-input", "DI1"))
        .isEqualTo(OutsideSignals.Taken.DROPPED);
    town.clocks.advance(Duration.ofSeconds(1));
    assertThat(outside.take(button, "3", Optional.of(MARKET), "digital-input", "DI1"))
        .isEqualTo(OutsideSignals.Taken.SHOWN);
    outside.refused(button);
    outside.trouble(button, Optional.of("the camera does not answer"));
    var sources = administrator.get("/api/signals/sources").expect(200).json().get("sources");
    assertThat(sources.size()).isOne();
    assertThat(sources.get(0).get("way").asString()).isEqualTo("INPUT");
    assertThat(sources.get(0).get("shown").asInt()).isEqualTo(2);
    assertThat(sources.get(0).get("refused").asInt()).isEqualTo(1);
    assertThat(sources.get(0).get("dropped").asInt()).isEqualTo(1);
    assertThat(sources.get(0).get("trouble").asString()).isEqualTo("the camera does not answer");
  }

  @Test
  void it_starts_nothing_but_a_card() throws Exception {
    assertThat(send("hall", "m-1", DOOR, KEY, 0)).isEqualTo(202);
    assertThat(town.desk.list(AlertQuery.NEWEST)).isEmpty();
    assertThat(town.governance.lifts().list()).isEmpty();
    assertThat(town.governance.relays().openings()).isEmpty();
    assertThat(town.own.viewers() + town.live.viewers()).isZero();
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("outside.received");
  }

  @Test
  void what_is_not_signed_now_by_a_source_is_refused() throws Exception {
    assertThat(send("hall", "m-1", DOOR, "another key of thirty-two bytes!".getBytes(UTF_8), 0))
        .isEqualTo(401);
    assertThat(send("none", "m-1", DOOR, KEY, 0)).isEqualTo(401);
    assertThat(send("hall", "m-1", DOOR, KEY, -301)).isEqualTo(401);
    assertThat(send("hall", "m-1", DOOR, KEY, 301)).isEqualTo(401);
    assertThat(send("hall", "m-1", DOOR.replace("market", "quay"), KEY, 0)).isEqualTo(404);
    assertThat(send("hall", "m-1", DOOR.replace("door-forced", "Door Forced"), KEY, 0))
        .isEqualTo(400);
    assertThat(send("hall", "m-1", "{\"kind\":\"x\",\"text\":\"y\",\"record\":true}", KEY, 0))
        .isEqualTo(400);
    assertThat(send("hall", "m-1", "x".repeat(5_000), KEY, 0)).isEqualTo(400);
    assertThat(town.desk.outside().list()).isEmpty();
  }

  @Test
  void a_source_that_says_too_much_is_counted_and_heard_again_a_minute_later() throws Exception {
    for (int n = 0; n < 10; n++) {
      assertThat(send("hall", "m-" + n, DOOR, KEY, 0)).isEqualTo(202);
    }
    for (int n = 10; n < 15; n++) {
      assertThat(send("hall", "m-" + n, DOOR, KEY, 0)).isEqualTo(429);
    }
    assertThat(town.desk.outside().list()).hasSize(10);
    assertThat(town.desk.outside().dropped("hall")).isEqualTo(5);
    assertThat(
            town.entries().stream().filter(e -> e.entry().kind().equals("outside.dropped")).count())
        .isOne();
    town.clocks.advance(Duration.ofMinutes(1));
    assertThat(send("hall", "m-20", DOOR, KEY, 0)).isEqualTo(202);
  }

  private int send(String source, String id, String body, byte[] key, int late) throws Exception {
    long at = town.clocks.wall().getEpochSecond() + late;
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    var signature = mac.doFinal((id + "." + at + "." + body).getBytes(UTF_8));
    return client
        .send(
            HttpRequest.newBuilder(URI.create(town.server.url() + "api/signals/from/" + source))
                .header("content-type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at))
                .header(
                    "webhook-signature",
                    "v1,AAAA v1," + Base64.getEncoder().encodeToString(signature))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
