package org.vigie.app.tell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.TownConfig;
import org.vigie.base.Clocks;
import org.vigie.desk.AlarmBoard;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertClip;
import org.vigie.desk.Desk;
import org.vigie.desk.DeskSettings;
import org.vigie.desk.DismissReason;
import org.vigie.desk.Precision;
import org.vigie.desk.Verdict;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.ledger.Query;
import org.vigie.model.AlarmKind;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.tell.ConfirmedAlert;
import tools.jackson.databind.json.JsonMapper;

/// A real board and a real ledger, whose alarms reach a real receiver.
class TownTellingTest {

  @TempDir private Path folder = Path.of("");
  private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void open() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          got.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          call.sendResponseHeaders(204, -1);
          call.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private TownConfig config() throws Exception {
    Files.writeString(folder.resolve("hook.secret"), TellConfigTest.SECRET);
    return TownConfig.read(
        Files.writeString(
            folder.resolve("vigie.yaml"),
            """
            town: X
            profile: demo
            tell:
              - {name: duty, webhook: {address: "http://127.0.0.1:%d/", secret_file: hook.secret}}
            cameras:
              - {id: gate, name: North gate, main: "rtsp://192.0.2.1/x"}
            """
                .formatted(server.getAddress().getPort())));
  }

  @Test
  void an_alarm_reaches_the_receiver_and_the_ledger_says_so() throws Exception {
    var config = config();
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
      try (var telling = TownTelling.start(config, governance, board, desk, Clocks.system())) {
        board.raise(AlarmKind.NOT_RECORDING, "gate", "it does not answer");
        var json = new JsonMapper().readTree(got.poll(20, TimeUnit.SECONDS));
        assertThat(json.at("/data/camera/name").asString()).isEqualTo("North gate");
        board.end(AlarmKind.NOT_RECORDING, "gate");
        assertThat(got.poll(20, TimeUnit.SECONDS)).contains("alarm.ended");
        assertThat(telling.receivers())
            .singleElement()
            .satisfies(state -> assertThat(state.name()).isEqualTo("duty"));
      }
      var told =
          governance
              .ledger()
              .page(new Query(Long.MAX_VALUE, 100, "", "tell.told"))
              .entries()
              .stream()
              .map(recorded -> recorded.entry().facts())
              .toList();
      assertThat(told).isNotEmpty();
      assertThat(told.toString())
          .contains("receiver=duty", "way=webhook", "NOT_RECORDING gate began")
          .contains("cameras=[gate]")
          .doesNotContain("whsec_");
    }
  }

  @Test
  void only_what_a_person_has_confirmed_leaves_and_nothing_of_that_person() {
    var at = Instant.parse("2031-03-30T00:59:58Z");
    var confirmed = new Verdict.Confirmed("agent-7", at.plusSeconds(60), "Seen clearly", "a note");
    var dismissed = new Verdict.Dismissed("agent-7", at.plusSeconds(60), DismissReason.ANIMAL, "");
    assertThat(TownTelling.confirmed(alert(false, confirmed)))
        .contains(
            new ConfirmedAlert(
                7, EventType.INTRUSION, new CameraId("gate"), at, at.plusSeconds(60)));
    assertThat(TownTelling.confirmed(alert(false, dismissed))).isEmpty();
    assertThat(TownTelling.confirmed(alert(false, null))).isEmpty();
    assertThat(TownTelling.confirmed(alert(true, confirmed))).isEmpty();
  }

  private static Alert alert(boolean shadow, @Nullable Verdict verdict) {
    var at = Instant.parse("2031-03-30T00:59:58Z");
    return new Alert(
        7,
        new CameraId("gate"),
        EventType.INTRUSION,
        "keep-out",
        "yard",
        CoarseClass.PERSON,
        at.minus(Duration.ofSeconds(3)),
        at,
        at,
        at,
        0.9,
        List.of(),
        1,
        new Precision(0, 0),
        shadow,
        new AlertClip.Owed(),
        null,
        null,
        verdict);
  }
}
