package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.AlarmKind;

/// Alarms of the system, as people read them.
class AlarmTest {

  private TestTown town;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void alarms_are_counted_in_the_status_bar_and_listed_with_the_camera_s_name() throws Exception {
    var browser = town.administrator();
    town.alarms.raise(AlarmKind.NOT_RECORDING, "market", "No picture is stored. Check the camera.");
    town.alarms.raise(AlarmKind.VOLUME_SPACE, "main", "Nearly full.");
    town.alarms.end(AlarmKind.VOLUME_SPACE, "main");

    assertThat(browser.get("/api/town").expect(200).json().get("alarms").asInt()).isEqualTo(1);
    var list = browser.get("/api/alarms").expect(200).json();
    var alarm = list.get("current").get(0);
    assertThat(alarm.get("kind").asString()).isEqualTo("NOT_RECORDING");
    assertThat(alarm.get("camera_name").asString()).isEqualTo("Place du Marché");
    assertThat(list.get("ended").get(0).get("subject").asString()).isEqualTo("main");
  }

  @Test
  void a_camera_says_what_its_class_asks_for_and_counts_as_recording_only_if_it_is_stored()
      throws Exception {
    var browser = town.administrator();
    var camera = browser.get("/api/cameras/market").expect(200).json();
    assertThat(camera.get("recording").asBoolean()).isTrue();
    assertThat(camera.get("norm").get("width").asInt()).isEqualTo(704);
    town.alarms.raise(AlarmKind.NOT_RECORDING, "market", "No picture is stored.");
    assertThat(browser.get("/api/cameras/market").json().get("recording").asBoolean()).isFalse();
    assertThat(browser.get("/api/town").json().get("recording").asInt()).isEqualTo(1);
  }

  @Test
  void an_alarm_about_a_camera_is_shown_to_those_who_may_know_of_it_only() throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.QUAY);
    town.alarms.raise(AlarmKind.NOT_RECORDING, "market", "No picture is stored.");
    town.alarms.raise(AlarmKind.CLOCK, "clock", "Not synchronised.");

    var list = ana.get("/api/alarms").expect(200).json().get("current");
    assertThat(list).hasSize(1);
    assertThat(list.get(0).get("kind").asString()).isEqualTo("CLOCK");
    assertThat(ana.get("/api/town").json().get("alarms").asInt()).isEqualTo(1);
    new Browser(town.server.url()).get("/api/alarms").problem(401, ProblemCode.SIGN_IN_NEEDED);
  }
}
