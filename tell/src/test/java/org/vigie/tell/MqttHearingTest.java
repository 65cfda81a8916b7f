package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Backoff;
import org.vigie.base.BadInput;
import org.vigie.testkit.Tool;

/// What others say on a real MQTT broker, heard over a real socket.
class MqttHearingTest {

  private static final String TOPIC = "gauges/quay";

  @TempDir private Path folder = Path.of("");

  /// What was heard, as `TOPIC BODY`, and every trouble as `trouble WHY`.
  private static final class Heard implements MqttHearing.Listener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @Override
    public boolean heard(String topic, byte[] body) {
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return false;
      }
      return lines.add(topic + " " + new String(body, UTF_8));
    }

    @Override
    public void lost(String topic) {
      lines.add("lost " + topic);
    }

    @Override
    public void trouble(Optional<String> why) {
      lines.add("trouble " + why.orElse("none"));
    }

    @Nullable String next() throws InterruptedException {
      return lines.poll(20, TimeUnit.SECONDS);
    }
  }

  private static Backoff quick() {
    return new Backoff(Duration.ofMillis(50), Duration.ofMillis(100), new Random(7));
  }

  private static MqttBroker at(int port) {
    return new MqttBroker("127.0.0.1", port, false, Optional.empty(), Optional.empty());
  }

  private static MqttHearing hear(MqttBroker broker, Heard heard) throws BadInput {
    return MqttHearing.start(broker, Set.of(TOPIC), "saint-exemple", heard, quick());
  }

  private static void say(int port, String topic, String body, String... more) throws Exception {
    Tool.run(
        java.util.stream.Stream.concat(
                List.of(
                    "mosquitto_pub",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    port + "",
                    "-q",
                    "1",
                    "-t",
                    topic,
                    "-m",
                    body)
                    .stream(),
                List.of(more).stream())
            .toArray(String[]::new));
  }

  @Test
  void hears_its_topics_alone_and_not_what_was_said_before() throws Exception {
    var heard = new Heard();
    try (var broker = Broker.open(folder, Broker.freePort())) {
      say(broker.port(), TOPIC, "old", "-r");
      try (var hearing = hear(at(broker.port()), heard)) {
        assertThat(hearing).isNotNull();
        assertThat(heard.next()).isEqualTo("trouble none");
        say(broker.port(), "gauges/other", "open");
        say(broker.port(), TOPIC, "open");
        assertThat(heard.next()).isEqualTo(TOPIC + " open");
        assertThat(heard.lines).isEmpty();
      }
    }
  }

  @Test
  void what_could_not_be_dealt_with_comes_again_and_what_came_meanwhile_is_kept() throws Exception {
    var heard = new Heard();
    try (var broker = Broker.open(folder, Broker.freePort())) {
      try (var hearing = hear(at(broker.port()), heard)) {
        assertThat(hearing).isNotNull();
        assertThat(heard.next()).isEqualTo("trouble none");
        heard.refusals.set(1);
        say(broker.port(), TOPIC, "open");
        assertThat(heard.next()).isEqualTo(TOPIC + " open");
      }
      // Vigie is away for a moment.
      say(broker.port(), TOPIC, "meanwhile");
      try (var hearing = hear(at(broker.port()), heard)) {
        assertThat(hearing).isNotNull();
        assertThat(List.of(heard.next() + "", heard.next() + ""))
            .containsExactlyInAnyOrder("trouble none", TOPIC + " meanwhile");
      }
    }
  }

  @Test
  void connects_again_after_the_cable_was_cut() throws Exception {
    var heard = new Heard();
    try (var broker = Broker.open(folder, Broker.freePort());
        var cable = new Cable(broker.port());
        var hearing = hear(at(cable.port()), heard)) {
      assertThat(hearing).isNotNull();
      assertThat(heard.next()).isEqualTo("trouble none");
      cable.cut();
      assertThat(heard.next()).isEqualTo("trouble none");
      say(broker.port(), TOPIC, "open");
      assertThat(heard.next()).isEqualTo(TOPIC + " open");
    }
  }

  @Test
  void why_nothing_is_heard_is_said_without_a_password() throws Exception {
    var keys = TestKeys.in(folder);
    try (var broker = Broker.guarded(folder, Broker.freePort(), keys, "four words of mine")) {
      var ca = Optional.of(keys.certificate());
      var heard = new Heard();
      var wrong =
          new MqttBroker(
              "127.0.0.1", broker.port(), true, Optional.of(new Login("vigie", "geheim")), ca);
      try (var hearing = hear(wrong, heard)) {
        assertThat(hearing).isNotNull();
        assertThat(heard.next())
            .contains("does not let the user vigie in")
            .doesNotContain("geheim");
      }
      var right =
          new MqttBroker(
              "127.0.0.1",
              broker.port(),
              true,
              Optional.of(new Login("vigie", "four words of mine")),
              ca);
      var other = new Heard();
      try (var hearing =
          MqttHearing.start(right, Set.of("vigie/in"), "saint-exemple", other, quick())) {
        assertThat(hearing).isNotNull();
        assertThat(other.next()).isEqualTo("trouble none");
      }
      // Nothing listens there.
      var gone = new Heard();
      try (var hearing = hear(at(Broker.freePort()), gone)) {
        assertThat(hearing).isNotNull();
        assertThat(gone.next()).startsWith("trouble 127.0.0.1:");
      }
    }
  }
}
