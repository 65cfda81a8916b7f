package org.vigie.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.desk.Town.GATE;
import static org.vigie.desk.Town.YARD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipsTest {

  @TempDir Path folder;
  private Town town;

  @BeforeEach
  void open() throws Exception {
    town = new Town(folder);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  void every_alert_is_owed_a_clip_until_it_is_kept_and_a_restart_goes_on() throws Exception {
    var first = town.alert(YARD);
    var second = town.alert(GATE);
    assertThat(first.clip()).isEqualTo(new AlertClip.Owed());
    var until = town.clocks.wall().plus(Duration.ofHours(72));
    town.desk.clips().kept(first.id(), until);
    town.restart();
    assertThat(town.desk.get(first.id()).clip()).isEqualTo(new AlertClip.Kept(until));
    assertThat(town.desk.clips().owed()).containsExactly(second);
    town.desk.clips().none(second.id(), NoClip.NO_EYE);
    assertThat(town.desk.clips().owed()).isEmpty();
    assertThat(town.desk.get(second.id()).clip()).isEqualTo(new AlertClip.None(NoClip.NO_EYE));
  }

  @Test
  void a_clip_that_is_not_there_has_ended_or_was_lost_and_one_that_is_there_is_kept()
      throws Exception {
    var now = town.clocks.wall();
    var ended = town.alert(YARD);
    var lost = town.alert(YARD);
    var stays = town.alert(YARD);
    var unsaid = town.alert(YARD);
    town.desk.clips().kept(ended.id(), now);
    town.desk.clips().kept(lost.id(), now.plusSeconds(1));
    town.desk.clips().kept(stays.id(), now);
    var there = Map.of(stays.id(), now, unsaid.id(), now.plusSeconds(9), 4_711L, now);
    town.desk.clips().agree(() -> there, now);
    assertThat(town.desk.get(ended.id()).clip()).isEqualTo(new AlertClip.Ended());
    assertThat(town.desk.get(lost.id()).clip()).isEqualTo(new AlertClip.None(NoClip.LOST));
    assertThat(town.desk.get(stays.id()).clip()).isEqualTo(new AlertClip.Kept(now));
    assertThat(town.desk.get(unsaid.id()).clip()).isEqualTo(new AlertClip.Kept(now.plusSeconds(9)));
  }

  @Test
  void of_too_many_the_oldest_are_given_up() throws Exception {
    var first = town.alert(YARD);
    var second = town.alert(YARD);
    // More than may be owed: the same alert again and again, as rows are what counts.
    try (var state = SqlState.open(folder.resolve("state.db"))) {
      int made =
          state.write(
              connection -> {
                try (var more = connection.createStatement()) {
                  return more.executeUpdate(
                      """
                      with recursive n(i) as (select 1 union all select i + 1 from n where i < 999)
                      insert into alerts (camera, event, rule, zone, kind, from_us, at_us, last_us,
                        raised_us, confidence, boxes, signals, clip, no_clip)
                      select camera, event, rule, zone, kind, from_us, at_us, last_us,
                        raised_us, confidence, boxes, signals, 'OWED', '' from alerts, n
                        where id = 1
                      """);
                }
              });
      assertThat(made).isEqualTo(999);
    }
    var owed = town.desk.clips().owed();
    assertThat(owed).hasSize(Clips.MOST_OWED);
    assertThat(owed.getFirst().id()).isEqualTo(second.id());
    assertThat(town.desk.get(first.id()).clip()).isEqualTo(new AlertClip.None(NoClip.TOO_MANY));
  }
}
