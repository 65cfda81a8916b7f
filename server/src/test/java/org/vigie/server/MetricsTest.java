package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.AlarmKind;
import org.vigie.server.machine.ReceiverView;

/// What a Prometheus server reads.
class MetricsTest {

  private static final Pattern LINE =
      Pattern.compile(
          "[a-z_:]+(_total)?(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*})? -?[0-9.E]+");

  @TempDir Path folder;

  @Test
  void whoever_shows_the_token_reads_the_town_s_figures_and_nothing_about_people()
      throws Exception {
    try (var town = new TestTown(folder)) {
      var ana = town.administrator();
      town.record(TestTown.MARKET, 20);
      town.alarms.raise(AlarmKind.VOLUME_SPACE, "main", "nearly full");
      town.receivers.add(new ReceiverView("duty", "webhook", 7, 2, 1, 0));

      assertThat(read(town, "").statusCode()).isEqualTo(401);
      assertThat(read(town, "Bearer guess").statusCode()).isEqualTo(401);
      assertThat(read(town, TestTown.METRICS_TOKEN).statusCode()).isEqualTo(401);
      // A session of the console is no scraper's token.
      ana.get("/metrics").expect(401);

      var answer = read(town, "Bearer " + TestTown.METRICS_TOKEN);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain")
          .contains("version=0.0.4");
      var lines = answer.body().lines().filter(line -> !line.startsWith("#")).toList();
      assertThat(lines).isNotEmpty().allMatch(line -> LINE.matcher(line).matches());
      assertThat(lines)
          .contains(
              "vigie_info{version=\"0.1.0\"} 1",
              "vigie_alarms{kind=\"VOLUME_SPACE\"} 1.0",
              "vigie_alarms{kind=\"CLOCK\"} 0.0",
              "vigie_volume_present{volume=\"main\"} 1.0",
              "vigie_alerts_waiting 0.0",
              "vigie_receiver_told_total{receiver=\"duty\",way=\"webhook\"} 7.0",
              "vigie_receiver_failed_total{receiver=\"duty\",way=\"webhook\"} 2.0",
              "vigie_receiver_waiting{receiver=\"duty\",way=\"webhook\"} 1.0",
              "vigie_receiver_dropped_total{receiver=\"duty\",way=\"webhook\"} 0.0")
          .anyMatch(line -> line.startsWith("vigie_camera_recording{camera=\"market\"}"))
          .anyMatch(line -> line.startsWith("vigie_durable_parts_total "))
          .anyMatch(line -> line.startsWith("process_cpu_seconds_total "))
          .anyMatch(line -> line.startsWith("vigie_act_end_time_seconds{kind=\"recording\""));
      var me = ana.get("/api/me").expect(200).json();
      assertThat(answer.body())
          .doesNotContain(me.get("name").asString(), me.get("person").asString());
    }
  }

  @Test
  void promtool_finds_nothing_wrong() throws Exception {
    var promtool = Path.of("/usr/bin/promtool");
    assumeTrue(promtool.toFile().canExecute(), "promtool (Debian's prometheus) is not installed");
    try (var town = new TestTown(folder)) {
      var answer = read(town, "Bearer " + TestTown.METRICS_TOKEN);
      var check =
          new ProcessBuilder(promtool.toString(), "check", "metrics")
              .redirectErrorStream(true)
              .start();
      check.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
      check.getOutputStream().close();
      var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(List.of(check.exitValue(), said)).isEqualTo(List.of(0, ""));
    }
  }

  private static HttpResponse<String> read(TestTown town, String authorization) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(town.server.url().resolve("metrics"));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
