package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.model.AlarmKind;
import org.vigie.model.EventType;

/// A receiver of webhooks on a real HTTP server: signed, up, down, hanging, redirecting.
class WebhookTest {

  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

  @TempDir private Path folder = Path.of("");
  private HookServer hook;

  @BeforeEach
  void open() throws Exception {
    hook = new HookServer();
  }

  @AfterEach
  void close() {
    hook.close();
  }

  private static ReceiverSettings to(String name, URI address, Optional<Path> ca, Which which)
      throws BadInput {
    return new ReceiverSettings(
        name,
        new Way.Webhook(address, SigningSecret.parse("whsec_" + KEY), ca),
        which,
        Set.of(),
        Language.EN,
        false);
  }

  private ReceiverSettings duty() throws BadInput {
    return to("duty", hook.url("vigie"), Optional.empty(), new Which.All());
  }

  /// As whoever receives it would, with other code than ours.
  private static String signed(HookServer.Got got) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    var content = got.id() + "." + got.seconds() + "." + new String(got.body(), UTF_8);
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
  }

  @Test
  void signs_as_the_example_of_the_standard_does() throws Exception {
    // From the specification's own test vectors (standard-webhooks/standard-webhooks).
    var secret = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void says_that_an_alarm_began_and_ended_signed_and_in_words() throws Exception {
    try (var town = new TellingTown(folder, duty())) {
      town.raise(AlarmKind.NOT_RECORDING, "gate", "rtsp://192.0.2.1/ does not answer");
      town.second();
      var began = hook.take();
      assertThat(began).hasSize(1);
      var got = began.getFirst();
      assertThat(got.signature()).isEqualTo(signed(got));
      assertThat(got.seconds()).isEqualTo(town.clocks.wall().getEpochSecond() - 1);
      assertThat(got.type()).isEqualTo("application/json");
      var data = got.json().get("data");
      assertThat(got.json().get("type").asString()).isEqualTo("alarm.began");
      assertThat(data.get("title").asString()).isEqualTo("Porte nord: not being recorded");
      assertThat(data.get("town").asString()).isEqualTo("Saint-Exemple");
      assertThat(data.get("urgent").asBoolean()).isTrue();
      assertThat(data.get("holds").asBoolean()).isTrue();
      assertThat(data.at("/camera/place").asString()).isEqualTo("north side, above the gate");
      assertThat(data.at("/camera/latitude").asDouble()).isEqualTo(43.29987);
      // Details hold addresses and file names: they leave only where the town says so.
      assertThat(got.text()).doesNotContain("192.0.2.1");

      town.pass(Duration.ofSeconds(30));
      assertThat(hook.take()).isEmpty();
      town.end(AlarmKind.NOT_RECORDING, "gate");
      town.second();
      var ended = hook.take();
      assertThat(ended).hasSize(1);
      assertThat(ended.getFirst().json().get("type").asString()).isEqualTo("alarm.ended");
      assertThat(ended.getFirst().json().at("/data/since")).isEqualTo(data.get("since"));
      assertThat(ended.getFirst().json().at("/data/ended").asString()).isNotEmpty();
      assertThat(ended.getFirst().id()).isNotEqualTo(got.id());
      assertThat(town.entered)
          .flatExtracting(Disclosure::told)
          .hasSize(2)
          .allMatch(News.OfAlarm.class::isInstance);
      assertThat(town.state("duty").told()).isEqualTo(2);
    }
  }

  @Test
  void an_answer_of_500_is_tried_again_with_the_same_id_and_the_alarm_is_told() throws Exception {
    hook.answer(500, 503);
    try (var town = new TellingTown(folder, duty())) {
      town.raise(AlarmKind.CLOCK, "clock", "it stepped");
      town.second();
      assertThat(hook.got()).hasSize(1);
      town.second();
      // Not again before some seconds have passed.
      assertThat(hook.got()).hasSize(1);
      town.pass(Duration.ofSeconds(30));
      assertThat(hook.got()).hasSize(3);
      assertThat(hook.got())
          .extracting(HookServer.Got::id)
          .containsOnly(hook.got().getFirst().id());
      var last = hook.got().getLast();
      assertThat(last.seconds()).isGreaterThan(hook.got().getFirst().seconds());
      assertThat(last.signature()).isEqualTo(signed(last));
      var state = town.state("duty");
      assertThat(List.of(state.told(), state.failed(), (long) state.waiting()))
          .containsExactly(1L, 2L, 0L);
      assertThat(town.holding(AlarmKind.NOT_TOLD, "duty")).isEmpty();
    }
  }

  @Test
  void a_redirect_is_not_followed_and_one_that_hangs_is_left() throws Exception {
    hook.answer(302);
    try (var town = new TellingTown(Duration.ofSeconds(2), folder, duty())) {
      town.raise(AlarmKind.CLOCK, "clock", "it stepped");
      town.second();
      assertThat(hook.got()).extracting(HookServer.Got::path).containsExactly("/vigie");
      assertThat(town.state("duty").failed()).isEqualTo(1);
      hook.answer(HookServer.NEVER);
      town.pass(Duration.ofSeconds(6));
      assertThat(hook.got()).hasSize(2);
      assertThat(town.state("duty").failed()).isEqualTo(2);
      town.pass(Duration.ofSeconds(12));
      assertThat(town.state("duty").told()).isEqualTo(1);
      assertThat(hook.got()).extracting(HookServer.Got::path).containsOnly("/vigie");
    }
  }

  @Test
  void what_happens_while_it_is_down_is_told_when_it_is_back_even_after_a_restart()
      throws Exception {
    int port = hook.port();
    var duty = duty();
    hook.close();
    try (var town = new TellingTown(folder, duty)) {
      town.raise(AlarmKind.VOLUME_SPACE, "main", "nearly full");
      town.second();
      town.raise(AlarmKind.CLOCK, "clock", "it stepped");
      town.second();
      town.end(AlarmKind.VOLUME_SPACE, "main");
      town.pass(Duration.ofMinutes(2));
      assertThat(town.state("duty").waiting()).isEqualTo(3);
      town.restart();
      // Ended while nobody looked.
      town.end(AlarmKind.CLOCK, "clock");
      hook = new HookServer(port, Optional.empty());
      town.second();
      assertThat(hook.got())
          .extracting(
              got ->
                  got.json().get("type").asString() + " " + got.json().at("/data/kind").asString())
          .containsExactly(
              "alarm.began VOLUME_SPACE",
              "alarm.began CLOCK",
              "alarm.ended VOLUME_SPACE",
              "alarm.ended CLOCK");
      town.restart();
      town.pass(Duration.ofSeconds(10));
      assertThat(hook.got()).hasSize(4);
    }
  }

  @Test
  void a_receiver_that_fails_for_long_is_an_alarm_told_to_the_others_and_never_to_itself()
      throws Exception {
    try (var other = new HookServer();
        var down = new HookServer()) {
      var broken = to("broken", down.url(""), Optional.empty(), new Which.Urgent());
      down.close();
      var well = to("well", other.url(""), Optional.empty(), new Which.Urgent());
      try (var town = new TellingTown(folder, broken, well)) {
        town.raise(AlarmKind.LEDGER, "ledger", "cannot be written");
        // Not urgent: of no concern to either.
        town.raise(AlarmKind.ACT_ENDS, "2031-7 30", "ends");
        town.pass(Receiver.PATIENCE);
        assertThat(town.holding(AlarmKind.NOT_TOLD, "broken")).isEmpty();
        town.pass(Receiver.LONGEST_WAIT.plusSeconds(2));
        assertThat(town.holding(AlarmKind.NOT_TOLD, "broken").orElseThrow().detail())
            .contains("broken (webhook, http://127.0.0.1:" + down.port() + ")")
            .contains("1 news wait", "vigie tell")
            .doesNotContain(KEY);
        assertThat(town.state("broken").waiting()).isEqualTo(1);
        assertThat(other.got())
            .extracting(got -> got.json().at("/data/kind").asString())
            .containsExactly("LEDGER", "NOT_TOLD");

        try (var back = new HookServer(down.port(), Optional.empty())) {
          town.pass(Receiver.LONGEST_WAIT.plusSeconds(2));
          assertThat(back.got()).hasSize(1);
          assertThat(town.holding(AlarmKind.NOT_TOLD, "broken")).isEmpty();
        }
        assertThat(other.got().getLast().json().get("type").asString()).isEqualTo("alarm.ended");
      }
    }
  }

  @Test
  void beyond_the_bound_the_oldest_are_dropped_counted_and_the_receiver_is_told_how_many()
      throws Exception {
    int port = hook.port();
    var duty = duty();
    hook.close();
    try (var town = new TellingTown(folder, duty)) {
      for (int i = 0; i < Outbox.MOST_WAITING + 7; i++) {
        town.raise(AlarmKind.UNREADABLE, "volume-" + i, "a file cannot be read");
      }
      town.second();
      assertThat(town.state("duty").waiting()).isEqualTo(Outbox.MOST_WAITING);
      assertThat(town.state("duty").dropped()).isEqualTo(7);
      assertThat(town.entered).singleElement().returns(7L, Disclosure::lost);
      town.restart();
      hook = new HookServer(port, Optional.empty());
      town.pass(Duration.ofSeconds(30));
      assertThat(hook.got()).hasSize(Outbox.MOST_WAITING);
      assertThat(hook.got().getFirst().json().at("/data/never_told_before").asLong()).isEqualTo(7);
      assertThat(hook.got().getFirst().json().at("/data/subject").asString()).isEqualTo("volume-7");
      assertThat(hook.got().get(1).text()).doesNotContain("never_told_before");
    }
  }

  @Test
  void a_ledger_that_cannot_be_written_keeps_nobody_from_being_told_and_hears_of_it_later()
      throws Exception {
    try (var town = new TellingTown(folder, duty())) {
      town.ledgerFails = true;
      town.raise(AlarmKind.LEDGER, "ledger", "cannot be written");
      town.second();
      assertThat(hook.got()).hasSize(1);
      assertThat(town.entered).isEmpty();
      town.restart();
      town.ledgerFails = false;
      town.pass(Duration.ofSeconds(3));
      assertThat(town.entered)
          .singleElement()
          .satisfies(entered -> assertThat(entered.told()).hasSize(1));
      assertThat(hook.got()).hasSize(1);
    }
  }

  @Test
  void a_certificate_that_no_authority_of_the_town_has_signed_is_refused() throws Exception {
    var keys = TestKeys.in(folder);
    try (var secure = new HookServer(0, Optional.of(keys.context()))) {
      var unknown = to("unknown", secure.url("vigie"), Optional.empty(), new Which.All());
      assertThat(
              Telling.tryOut(unknown, TellingTown.FACTS, new org.vigie.base.FakeClocks())
                  .orElseThrow())
          .contains("certificate is not trusted");
      assertThat(secure.got()).isEmpty();
      var known =
          to("known", secure.url("vigie"), Optional.of(keys.certificate()), new Which.All());
      assertThat(Telling.tryOut(known, TellingTown.FACTS, new org.vigie.base.FakeClocks()))
          .isEmpty();
      // Made out to 127.0.0.1, and to no name.
      var other = URI.create(secure.url("vigie").toString().replace("127.0.0.1", "localhost"));
      var misnamed = to("other", other, Optional.of(keys.certificate()), new Which.All());
      assertThat(Telling.tryOut(misnamed, TellingTown.FACTS, new org.vigie.base.FakeClocks()))
          .isPresent();
      assertThat(secure.got())
          .singleElement()
          .satisfies(got -> assertThat(got.json().get("type").asString()).isEqualTo("test"));
    }
  }

  @Test
  void a_confirmed_alert_is_told_once_with_event_camera_place_and_times_alone() throws Exception {
    var duty = duty();
    var alerts =
        new ReceiverSettings(
            "duty",
            duty.way(),
            new Which.Kinds(Set.of()),
            Set.of(AlertForm.JSON),
            Language.FR,
            false);
    try (var town = new TellingTown(folder, alerts)) {
      town.clocks.advance(Duration.ofMinutes(5));
      town.raise(AlarmKind.CLOCK, "clock", "it stepped");
      var when = town.clocks.wall();
      town.confirm(6, EventType.FIRE, when.minus(Duration.ofHours(1)));
      town.confirm(7, EventType.INTRUSION, when);
      town.second();
      town.restart();
      town.confirm(7, EventType.INTRUSION, when);
      town.pass(Duration.ofSeconds(3));
      assertThat(hook.got()).hasSize(1);
      var json = hook.got().getFirst().json();
      assertThat(json.get("type").asString()).isEqualTo("alert.confirmed");
      assertThat(json.get("data").propertyNames())
          .containsExactlyInAnyOrder(
              "town", "alert", "state", "event", "title", "camera", "seen", "confirmed");
      assertThat(json.at("/data/title").asString()).isEqualTo("Intrusion");
      assertThat(json.at("/data/camera/name").asString()).isEqualTo("Porte nord");
      assertThat(json.at("/data/confirmed").asString()).isEqualTo(when.toString());
    }
  }

  @Test
  void what_is_owed_lies_in_a_file_that_others_cannot_read_and_a_broken_one_is_put_aside()
      throws Exception {
    var file = folder.resolve("tell/duty.json");
    try (var town = new TellingTown(folder, duty())) {
      town.raise(AlarmKind.CLOCK, "clock", "it stepped");
      town.second();
      assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
      Files.writeString(file, "{\"first\": ");
      town.restart();
      town.second();
      assertThat(hook.got()).hasSize(2);
      assertThat(file.resolveSibling("duty.json.unreadable")).hasContent("{\"first\": ");
    }
  }
}
