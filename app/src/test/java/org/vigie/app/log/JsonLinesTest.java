package org.vigie.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.vigie.model.CameraId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The log as programs read it: the real loggers, through the JDK's log, to standard error.
class JsonLinesTest {

  private static final System.Logger LOG = System.getLogger("org.vigie.test");
  private static final Logger ROOT = Logger.getLogger("");

  /// What is on standard error after this, a line each.
  private static List<String> said(LogForm form, Runnable says) {
    var handlers = ROOT.getHandlers();
    var err = System.err;
    var bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      var start = Logs.begin(form, Set.of("gate", "quay-2"));
      if (form == LogForm.JSON) {
        // What Tomcat does to the console's handlers when it is loaded.
        for (Handler handler : ROOT.getHandlers()) {
          if (handler instanceof ConsoleHandler) {
            handler.setFormatter(new SimpleFormatter());
          }
        }
      }
      start.accept("the ledger is read");
      says.run();
    } finally {
      System.setErr(err);
      for (Handler handler : ROOT.getHandlers()) {
        ROOT.removeHandler(handler);
      }
      for (Handler handler : handlers) {
        ROOT.addHandler(handler);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static JsonNode json(String line) {
    return new JsonMapper().readTree(line);
  }

  @Test
  void everything_that_is_said_is_one_object_on_one_line() {
    var lines =
        said(
            LogForm.JSON,
            () -> {
              LOG.log(System.Logger.Level.WARNING, "two\nlines, \"quoted\", é");
              LOG.log(System.Logger.Level.ERROR, "it failed", new IllegalStateException("because"));
              LOG.log(System.Logger.Level.DEBUG, "nobody wants to know");
            });
    assertThat(lines).hasSize(3);
    var start = json(lines.getFirst());
    assertThat(start.get("message").asString()).isEqualTo("the ledger is read");
    assertThat(start.get("level").asString()).isEqualTo("INFO");
    assertThat(Instant.parse(start.get("time").asString())).isBefore(Instant.MAX);
    var two = json(lines.get(1));
    assertThat(two.get("message").asString()).isEqualTo("two\nlines, \"quoted\", é");
    assertThat(two.get("logger").asString()).isEqualTo("org.vigie.test");
    assertThat(two.get("level").asString()).isEqualTo("WARNING");
    assertThat(two.propertyNames()).containsExactlyInAnyOrder("time", "level", "logger", "message");
    var failed = json(lines.get(2));
    assertThat(failed.get("level").asString()).isEqualTo("ERROR");
    assertThat(failed.get("error").asString())
        .contains("IllegalStateException: because", "JsonLinesTest");
  }

  @Test
  void what_is_about_a_camera_of_the_town_says_which() {
    var lines =
        said(
            LogForm.JSON,
            () -> {
              var level = System.Logger.Level.WARNING;
              LOG.log(level, "gate: is being recorded again");
              LOG.log(level, "gate sub: pictures arrive");
              LOG.log(level, "gate is no camera's message here");
              LOG.log(level, "alarm NOT_RECORDING quay-2: it does not answer");
              LOG.log(level, "alarm ended: NOT_RECORDING quay-2");
              LOG.log(level, "{0}: pictures arrive", new CameraId("market"));
              LOG.log(level, "gates: are many");
              LOG.log(level, "alarm VOLUME_SPACE main: nearly full");
            });
    assertThat(lines.stream().skip(1).map(line -> json(line).path("camera").asString("")).toList())
        .containsExactly("gate", "gate", "", "quay-2", "quay-2", "market", "", "");
  }

  @Test
  void without_the_option_it_is_a_line_for_people() {
    assertThat(said(LogForm.TEXT, () -> {})).containsExactly("vigie: the ledger is read");
  }
}
