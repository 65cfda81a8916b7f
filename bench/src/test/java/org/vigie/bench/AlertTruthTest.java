package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigie.base.Document;
import tools.jackson.databind.json.JsonMapper;

class AlertTruthTest {

  private static final Instant EPOCH = Instant.parse("2031-03-30T10:00:00Z");

  private static AlertTruth truth() throws Exception {
    var truth =
        JsonMapper.builder()
            .build()
            .readTree(
                """
                {"epoch": "2031-03-30T10:00:00Z", "loop_s": 60, "cameras": {"yard": {"phase_s": 7,
                 "events": [
                  {"event": "INTRUSION", "zone": "court", "from_s": 12, "to_s": 20},
                  {"event": "INTRUSION", "zone": "court", "from_s": 40, "to_s": 50}],
                 "pictures": [
                  {"s": 9, "actors": [{}]}, {"s": 12.5, "actors": [{}]}, {"s": 37, "actors": []}]}}}
                """);
    var rules =
        Document.parse(
            Path.of("rules.yaml"),
            "yard:\n  rules:\n    - {event: INTRUSION, zone: court, patience_s: 2}\n");
    return AlertTruth.of(truth, rules);
  }

  @Test
  void an_alert_is_due_when_the_patience_has_run_out_after_its_own_event() throws Exception {
    // Second 14.5 of the third loop.
    var at = EPOCH.plus(Duration.ofMinutes(2)).plusMillis(14_500 - 7_000);

    var due = truth().find("yard", "INTRUSION", "court", at).orElseThrow();

    assertThat(Duration.between(due.began(), at)).isEqualTo(Duration.ofMillis(2_500));
    assertThat(Duration.between(due.due(), at)).isEqualTo(Duration.ofMillis(500));
    assertThat(due.quiet()).isFalse();
  }

  @Test
  void a_camera_in_whose_picture_nobody_was_before_is_quiet() throws Exception {
    var at = EPOCH.plusMillis(43_000 - 7_000);

    assertThat(truth().find("yard", "INTRUSION", "court", at).orElseThrow().quiet()).isTrue();
  }

  @Test
  void an_alert_before_anything_was_there_is_about_nothing() throws Exception {
    var at = EPOCH.plusMillis(30_000 - 7_000);

    assertThat(truth().find("yard", "INTRUSION", "court", at)).isEmpty();
    assertThat(truth().find("yard", "WRONG_WAY", "court", at)).isEmpty();
    assertThat(truth().find("quay", "INTRUSION", "court", at)).isEmpty();
  }
}
