package org.vigie.tell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.model.AlarmKind;
import org.vigie.model.EventType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Alarms on a real MQTT broker, read by its own subscriber.
class MqttTest {

  private static final String TOPIC = "vigie/saint-exemple";

  @TempDir private Path folder = Path.of("");

  private static ReceiverSettings room(Way.Mqtt way, AlertForm... alerts) {
    return new ReceiverSettings("room", way, new Which.All(), Set.of(alerts), Language.EN, false);
  }

  private static ReceiverSettings room(int port, AlertForm... alerts) {
    return room(
        new Way.Mqtt("127.0.0.1", port, false, Optional.empty(), TOPIC, Optional.empty()), alerts);
  }

  private static Optional<String> tryOut(Way.Mqtt way) throws Exception {
    return Telling.tryOut(room(way), TellingTown.FACTS, new FakeClocks());
  }

  /// What a subscriber printed of a topic: `RETAINED TOPIC BODY`.
  private static JsonNode body(Lines lines, String retained, String topic) throws Exception {
    var start = retained + " " + TOPIC + "/" + topic + " ";
    return new JsonMapper()
        .readTree(lines.next(l -> l.startsWith(start)).substring(start.length()));
  }

  @Test
  void whoever_subscribes_later_finds_which_alarms_hold_and_whether_vigie_is_there()
      throws Exception {
    try (var broker = Broker.open(folder, Broker.freePort())) {
      try (var town = new TellingTown(folder, room(broker.port()))) {
        town.raise(AlarmKind.NOT_RECORDING, "gate", "it does not answer");
        town.raise(AlarmKind.RULE_BELOW_FLOOR, "gate keep/out", "right in 3 of 10");
        town.second();
        try (var late = broker.subscribe("vigie/#")) {
          var alarm = body(late, "1", "alarms/not-recording/gate");
          assertThat(alarm.get("holds").asBoolean()).isTrue();
          assertThat(alarm.get("title").asString()).isEqualTo("Porte nord: not being recorded");
          assertThat(alarm.at("/camera/name").asString()).isEqualTo("Porte nord");
        }
        try (var late = broker.subscribe("vigie/#")) {
          // A slash in a subject is no level of its own.
          assertThat(body(late, "1", "alarms/rule-below-floor/gate%20keep%2Fout").get("holds"))
              .isNotNull();
        }
        try (var late = broker.subscribe(TOPIC + "/state")) {
          assertThat(body(late, "1", "state").get("running").asBoolean()).isTrue();
          town.end(AlarmKind.NOT_RECORDING, "gate");
          town.second();
          try (var later = broker.subscribe(TOPIC + "/alarms/not-recording/+")) {
            var ended = body(later, "1", "alarms/not-recording/gate");
            assertThat(ended.get("holds").asBoolean()).isFalse();
            assertThat(ended.get("ended").asString()).isNotEmpty();
          }
          town.close();
          assertThat(body(late, "0", "state").get("running").asBoolean()).isFalse();
        }
      }
    }
  }

  @Test
  void the_broker_says_that_vigie_is_gone_when_the_cable_is_cut() throws Exception {
    try (var broker = Broker.open(folder, Broker.freePort());
        var cable = new Cable(broker.port());
        var town = new TellingTown(folder, room(cable.port()))) {
      town.second();
      try (var watching = broker.subscribe(TOPIC + "/state")) {
        assertThat(body(watching, "1", "state").get("running").asBoolean()).isTrue();
        cable.cut();
        assertThat(body(watching, "0", "state").get("running").asBoolean()).isFalse();
        town.raise(AlarmKind.CLOCK, "clock", "it stepped");
        town.pass(Duration.ofSeconds(30));
        assertThat(body(watching, "0", "state").get("running").asBoolean()).isTrue();
        assertThat(town.state("room").waiting()).isZero();
      }
    }
  }

  @Test
  void a_broker_that_was_away_and_has_forgotten_everything_is_told_again_what_holds()
      throws Exception {
    int port = Broker.freePort();
    try (var town = new TellingTown(folder, room(port))) {
      try (var broker = Broker.open(folder, port)) {
        assertThat(broker.port()).isEqualTo(port);
        town.raise(AlarmKind.VOLUME_SPACE, "main", "nearly full");
        town.second();
        assertThat(town.state("room").told()).isEqualTo(1);
      }
      town.raise(AlarmKind.CLOCK, "clock", "it stepped");
      town.pass(Duration.ofSeconds(20));
      assertThat(town.state("room").waiting()).isEqualTo(1);
      assertThat(town.state("room").failed()).isPositive();
      try (var broker = Broker.open(folder, port)) {
        town.pass(Receiver.LONGEST_WAIT);
        assertThat(town.state("room").waiting()).isZero();
        try (var late = broker.subscribe(TOPIC + "/alarms/volume-space/+")) {
          assertThat(body(late, "1", "alarms/volume-space/main").get("holds").asBoolean()).isTrue();
        }
        try (var late = broker.subscribe(TOPIC + "/alarms/clock/+")) {
          assertThat(body(late, "1", "alarms/clock/clock").get("holds").asBoolean()).isTrue();
        }
      }
    }
  }

  @Test
  void certificate_password_and_topics_are_the_broker_s_to_refuse_and_each_is_said()
      throws Exception {
    var keys = TestKeys.in(folder);
    var password = "four words of mine";
    try (var broker = Broker.guarded(folder, Broker.freePort(), keys, password)) {
      var ca = Optional.of(keys.certificate());
      var login = Optional.of(new Login("vigie", password));
      int port = broker.port();
      try (var watching = broker.subscribe(TOPIC + "/test", ca, password)) {
        assertThat(tryOut(new Way.Mqtt("127.0.0.1", port, true, login, TOPIC, ca))).isEmpty();
        assertThat(body(watching, "0", "test").get("title").asString()).startsWith("A trial");
      }
      var wrong = Optional.of(new Login("vigie", "geheim"));
      assertThat(tryOut(new Way.Mqtt("127.0.0.1", port, true, wrong, TOPIC, ca)).orElseThrow())
          .contains("does not let the user vigie in", "NOT_AUTHORIZED")
          .doesNotContain("geheim");
      assertThat(
              tryOut(new Way.Mqtt("127.0.0.1", port, true, login, TOPIC, Optional.empty()))
                  .orElseThrow())
          .contains("certificate is not trusted");
      // Made out to 127.0.0.1, and to no name.
      assertThat(tryOut(new Way.Mqtt("localhost", port, true, login, TOPIC, ca)).orElseThrow())
          .contains("certificate is not trusted");
      assertThat(tryOut(new Way.Mqtt("127.0.0.1", port, true, login, "other", ca)).orElseThrow())
          .contains("does not allow the topic other/test", "NOT_AUTHORIZED");
    }
  }

  @Test
  void a_confirmed_alert_is_a_message_of_its_camera_s_and_is_not_retained() throws Exception {
    try (var broker = Broker.open(folder, Broker.freePort());
        var town = new TellingTown(folder, room(broker.port(), AlertForm.JSON, AlertForm.CAP));
        var watching = broker.subscribe(TOPIC + "/alerts/+");
        var cap = broker.subscribe(TOPIC + "/cap/+")) {
      town.confirm(7, EventType.INTRUSION, town.clocks.wall());
      town.second();
      var alert = body(watching, "0", "alerts/gate");
      assertThat(List.of(alert.get("alert").asInt(), alert.get("state").asString()))
          .isEqualTo(List.of(7, "CONFIRMED"));
      assertThat(cap.next(line -> line.startsWith("0 " + TOPIC + "/cap/gate ")))
          .contains("<event>Intrusion</event>", "urn:oasis:names:tc:emergency:cap:1.2");
      try (var late = broker.subscribe("vigie/#")) {
        assertThat(body(late, "1", "state").get("running").asBoolean()).isTrue();
        assertThat(late.isEmpty()).isTrue();
      }
    }
  }
}
