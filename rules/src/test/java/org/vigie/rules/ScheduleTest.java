package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.base.Document;

class ScheduleTest {

  @Test
  void nights_of_working_days_end_on_the_next_morning() throws Exception {
    var nights = schedule("[{days: mon-fri, from: \"22:00\", to: \"06:00\"}]");

    // Paris is one hour ahead of UTC in winter. 2031-01-03 is a Friday.
    assertThat(nights.covers(Instant.parse("2031-01-03T20:59:59Z"))).isFalse();
    assertThat(nights.covers(Instant.parse("2031-01-03T21:00:00Z"))).isTrue();
    assertThat(nights.covers(Instant.parse("2031-01-04T04:59:59Z"))).isTrue();
    assertThat(nights.covers(Instant.parse("2031-01-04T05:00:00Z"))).isFalse();
    assertThat(nights.covers(Instant.parse("2031-01-04T22:00:00Z"))).isFalse();
  }

  @Test
  void hours_follow_the_clock_on_the_wall_into_summer() throws Exception {
    var mornings = schedule("[{from: \"08:00\", to: \"09:00\"}]");

    assertThat(mornings.covers(Instant.parse("2031-03-29T07:30:00Z"))).isTrue();
    assertThat(mornings.covers(Instant.parse("2031-03-30T07:30:00Z"))).isFalse();
    assertThat(mornings.covers(Instant.parse("2031-03-30T06:30:00Z"))).isTrue();
  }

  @Test
  void a_whole_day_can_be_written() throws Exception {
    var sundays = schedule("[{days: [sun], from: \"00:00\", to: \"24:00\"}]");

    assertThat(sundays.covers(Instant.parse("2031-01-04T22:59:59Z"))).isFalse();
    assertThat(sundays.covers(Instant.parse("2031-01-04T23:00:00Z"))).isTrue();
    assertThat(sundays.covers(Instant.parse("2031-01-05T22:59:59Z"))).isTrue();
    assertThat(sundays.covers(Instant.parse("2031-01-05T23:00:00Z"))).isFalse();
  }

  @Test
  void days_may_run_past_the_week_end() throws Exception {
    var days = schedule("[{days: \"sat-mon, wed\", from: \"08:00\", to: \"09:00\"}]");

    assertThat(days.hours().getFirst().days()).hasSize(4);
    assertThat(days.covers(Instant.parse("2031-01-06T07:00:00Z"))).isTrue();
    assertThat(days.covers(Instant.parse("2031-01-07T07:00:00Z"))).isFalse();
  }

  @Test
  void outside_its_hours_a_rule_neither_speaks_nor_remembers() throws Exception {
    var rule =
        new Rule.Intrusion(
            "r",
            "",
            Area.wholePicture(),
            Target.ANY,
            java.time.Duration.ofSeconds(2),
            RuleBook.USUAL_REARM,
            schedule("[{from: \"02:00\", to: \"03:00\"}, {from: \"03:00\", to: \"04:00\"}]"));
    // The scene begins 1.75 s before two in the morning, and that hour is left out: summer begins.
    var scene = new Scene(Books.of(rule)).hold(10, Scene.person("a", 0.5, 0.5));

    assertThat(scene.signals()).hasSize(1);
    assertThat(scene.signals().getFirst().from())
        .isBetween(Instant.parse("2031-03-30T01:00:00Z"), Instant.parse("2031-03-30T01:00:00.1Z"));
  }

  private static Schedule schedule(String hours) throws Exception {
    var text = "{time_zone: Europe/Paris, rules: [{event: INTRUSION, schedule: " + hours + "}]}";
    var books = RuleBooks.read(Document.parse(Path.of("r.yaml"), text), List.of(Scene.CAMERA));
    return java.util.Objects.requireNonNull(books.get(Scene.CAMERA)).rules().getFirst().schedule();
  }
}
