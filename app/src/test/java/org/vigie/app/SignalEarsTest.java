package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.signals.SignalEars;
import org.vigie.base.Clocks;
import org.vigie.desk.AlarmBoard;
import org.vigie.desk.AlertQuery;
import org.vigie.desk.Desk;
import org.vigie.desk.DeskSettings;
import org.vigie.desk.outside.OutsideSignal;
import org.vigie.desk.outside.SourceStanding;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.onvif.MockDevice;
import org.vigie.testkit.Tool;

/// Sources that Vigie listens to, over real sockets: what they say becomes a card, and nothing
/// else.
@Timeout(90)
class SignalEarsTest {

  private static final Path BROKER = Path.of("/usr/sbin/mosquitto");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  private interface Check {
    void run(Desk desk) throws Exception;
  }

  /// Runs a desk that listens as the configuration says.
  private void listening(String signals, String camera, Check check) throws Exception {
    var config =
        TownConfig.read(
            Files.writeString(
                folder.resolve("vigie.yaml"),
                "town: X\nprofile: demo\n%scameras: [{id: gate, main: \"rtsp://192.0.2.1/x\"%s}]\n"
                    .formatted(signals, camera)));
    try (var governance =
            Governance.open(
                folder,
                Optional.of(folder.resolve("memory")),
                config.town(),
                LegalProfile.builtIn("demo"),
                new Acts(List.of(), List.of()),
                Clocks.system());
        var board = AlarmBoard.open(governance, Clocks.system());
        var desk = Desk.open(DeskSettings.in(folder), governance, Clocks.system())) {
      desk.outside().adopt(config.signals().sources());
      try (var ears = SignalEars.start(config, desk.outside(), board, Clocks.system())) {
        assertThat(ears).isNotNull();
        check.run(desk);
        assertThat(desk.list(AlertQuery.NEWEST)).isEmpty();
        assertThat(governance.lifts().list()).isEmpty();
      }
    }
  }

  private static SourceStanding standing(Desk desk, String name) {
    return desk.outside().standing().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void words_and_objects_on_their_topics_become_cards_and_the_rest_is_counted() throws Exception {
    assumeTrue(
        Files.isExecutable(BROKER) && Tool.isThere("mosquitto_pub"),
        "Debian's mosquitto and mosquitto-clients are not installed");
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    var file =
        Files.writeString(
            folder.resolve("broker.conf"),
            "user %s\nlistener %d 127.0.0.1\nallow_anonymous true\n"
                .formatted(System.getProperty("user.name"), port));
    var broker =
        new ProcessBuilder(BROKER.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      listening(
          """
          signal_broker: {server: 127.0.0.1, port: %d, tls: no}
          signals:
            - {name: button, label: Help button, topic: help/north, cameras: [gate], words: [pressed], quiet: [released], text: Help is asked for}
            - {name: gauge, label: Gauge, topic: water/quay, cameras: []}
          """
              .formatted(port),
          "",
          desk -> {
            await(
                desk,
                "gauge",
                "say",
                port,
                "water/quay",
                "{\"kind\":\"flood\",\"text\":\"1.8 m\"}");
            say(port, "help/north", "released");
            say(port, "help/north", "pressed");
            say(port, "help/north", "no word of ours");
            say(port, "water/quay", "{\"camera\":\"gate\",\"kind\":\"flood\",\"text\":\"x\"}");
            VigieUnderTest.await(
                "what is no message",
                PATIENCE,
                () ->
                    standing(desk, "button").refused() == 1
                        && standing(desk, "gauge").refused() == 1);
            assertThat(desk.outside().list())
                .extracting(OutsideSignal::source, OutsideSignal::text)
                .contains(
                    org.assertj.core.groups.Tuple.tuple("gauge", "1.8 m"),
                    org.assertj.core.groups.Tuple.tuple("button", "Help is asked for"));
            assertThat(
                    desk.outside().list().stream()
                        .filter(one -> one.source().equals("button"))
                        .toList())
                .singleElement()
                .satisfies(one -> assertThat(one.camera().orElseThrow()).hasToString("gate"));
          });
    } finally {
      broker.destroy();
      broker.waitFor();
    }
  }

  /// Says it until it is heard: the broker is starting.
  private static void await(
      Desk desk, String source, String what, int port, String topic, String body) throws Exception {
    VigieUnderTest.await(
        what,
        PATIENCE,
        () -> {
          try {
            say(port, topic, body);
          } catch (Exception e) {
            return false;
          }
          return standing(desk, source).shown() > 0;
        });
  }

  private static void say(int port, String topic, String body) throws Exception {
    Tool.run(
        "mosquitto_pub", "-h", "127.0.0.1", "-p", port + "", "-q", "1", "-t", topic, "-m", body);
  }

  @Test
  void a_contact_that_begins_to_hold_becomes_a_card_and_one_that_holds_does_not() throws Exception {
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    try (var camera = MockDevice.start().atAnyTime()) {
      camera.with(
          "PullMessages",
          request -> {
            try {
              var state = said.poll(500, TimeUnit.MILLISECONDS);
              return MockDevice.Reply.ok(ENVELOPE.formatted(state == null ? "" : state));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      listening(
          """
          signals:
            - {name: button, label: Help button, input: {camera: gate, name: DI_1}, text: Help is asked for}
          """,
          ", onvif: \"http://127.0.0.1:%d\"".formatted(camera.port()),
          desk -> {
            said.add(input("DI_1", "true", "Initialized"));
            said.add(input("DI_2", "true", "Changed"));
            said.add(input("DI_1", "false", "Changed"));
            said.add(input("DI_1", "true", "Changed"));
            said.add(input("DI_1", "false", "Changed"));
            // It flutters.
            said.add(input("DI_1", "true", "Changed"));
            VigieUnderTest.await(
                "both edges", PATIENCE, () -> standing(desk, "button").dropped() == 1);
            assertThat(desk.outside().list())
                .singleElement()
                .satisfies(
                    one -> {
                      assertThat(one.text()).isEqualTo("Help is asked for");
                      assertThat(one.kind()).isEqualTo("digital-input");
                      assertThat(one.camera().orElseThrow()).hasToString("gate");
                    });
            assertThat(standing(desk, "button").trouble()).isEmpty();
            assertThat(camera.requests().toString())
                .contains("tns1:Device/Trigger/DigitalInput//.");
            camera.without("PullMessages");
            VigieUnderTest.await(
                "that it is said", PATIENCE, () -> standing(desk, "button").trouble().isPresent());
          });
    }
  }

  private static final String ENVELOPE =
      """
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
        xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema"
        xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:tns1="http://www.onvif.org/ver10/topics">
      <s:Body><tev:PullMessagesResponse><tev:CurrentTime>2031-03-30T00:59:58Z</tev:CurrentTime>
      <tev:TerminationTime>2031-03-30T01:01:58Z</tev:TerminationTime>%s</tev:PullMessagesResponse>
      </s:Body></s:Envelope>
      """;

  private static String input(String token, String state, String operation) {
    return """
    <wsnt:NotificationMessage>
    <wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">\
    tns1:Device/Trigger/DigitalInput</wsnt:Topic><wsnt:Message>
    <tt:Message UtcTime="2031-03-30T00:59:58Z" PropertyOperation="%s"><tt:Source>
    <tt:SimpleItem Name="InputToken" Value="%s"/></tt:Source><tt:Data>
    <tt:SimpleItem Name="LogicalState" Value="%s"/></tt:Data></tt:Message>
    </wsnt:Message></wsnt:NotificationMessage>
    """
        .formatted(operation, token, state);
  }
}
