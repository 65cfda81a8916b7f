package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.BadInput;

class TrainingBoundsTest {

  private static final String TOWN =
      """
      town: EXERCICE
      profile: demo
      %s
      cameras:
        - id: depot
          main: "simulator:/depot/main"
          %s
      """;

  @TempDir Path folder = Path.of("");

  private TownConfig read(String ofTown, String ofCamera) throws Exception {
    var file = folder.resolve("vigie.yaml");
    Files.writeString(file, TOWN.formatted(ofTown, ofCamera));
    return TownConfig.read(file);
  }

  private void exercise() throws Exception {
    new DemoMark(4, 1, Scenario.QUIET_NIGHT).write(folder);
  }

  @Test
  void an_exercise_reads_what_it_wrote() throws Exception {
    exercise();

    assertThat(read("", "").cameras()).hasSize(1);
    assertThat(DemoMark.read(folder).training()).isEqualTo(Scenario.QUIET_NIGHT);
  }

  @Test
  void a_real_camera_is_refused_by_name_and_line() throws Exception {
    exercise();

    assertThatThrownBy(() -> read("", "sub: rtsp://192.0.2.9/sub"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie.yaml:7")
        .hasMessageContaining("camera depot names a real camera");
  }

  /// Behind a host and a port these are users, ports or paths of something else.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "simulator:@192.0.2.10:554/x",
        "simulator:/@192.0.2.10/main",
        "simulator:/depot/../main",
        "simulator:9/depot/main",
        "simulator:"
      })
  void what_only_begins_like_a_simulated_camera_is_refused_in_demos_too(String address)
      throws Exception {
    new DemoMark(4, 1).write(folder);
    assertThatThrownBy(() -> read("", "sub: \"" + address + "\""))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("vigie.yaml:7")
        .hasMessageContaining("names no simulated camera");

    exercise();
    assertThatThrownBy(() -> read("", "sub: \"" + address + "\""))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("names a real camera");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules: ../vigie/rules.yaml", "rules: /etc/vigie/rules.yaml"})
  void a_file_outside_is_refused(String key) throws Exception {
    exercise();

    assertThatThrownBy(() -> read("", key))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("a file outside this folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"onvif: http://192.0.2.9/onvif", "steer: {hold: 2min}", "user: admin"})
  void what_reaches_a_real_camera_is_refused(String key) throws Exception {
    exercise();

    assertThatThrownBy(() -> read("", key))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("reaches a real camera");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: /var/lib/vigie",
        "ledger: {witnesses: []}",
        "tell: []",
        "signals: []",
        "sign_in: {oidc: {issuer: \"https://id.example.org\"}}"
      })
  void what_reaches_out_of_its_folder_is_refused(String key) throws Exception {
    exercise();

    assertThatThrownBy(() -> read(key, ""))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("keeps to its own folder");
  }

  @Test
  void a_damaged_mark_is_still_an_exercise() throws Exception {
    Files.writeString(folder.resolve("demo.json"), "{\"simulated\":");

    assertThat(DemoMark.isTraining(folder)).isTrue();
  }

  @Test
  void a_demo_is_none() throws Exception {
    new DemoMark(0, 1).write(folder);

    assertThat(read("", "sub: rtsp://192.0.2.9/sub").cameras()).hasSize(1);
    assertThat(DemoMark.isTraining(folder)).isFalse();
  }

  @Test
  void the_verb_refuses_cameras_and_folders_that_hold_something() throws Exception {
    Files.writeString(folder.resolve("vigie.yaml"), "town: Val-sur-Mer");

    assertThat(Main.commandLine().execute("training", "--camera", "rtsp://192.0.2.9/"))
        .isEqualTo(2);
    assertThat(Main.commandLine().execute("training", "--data", folder.toString())).isEqualTo(1);
    assertThat(Main.commandLine().execute("training", "--scenario", "war")).isEqualTo(2);
    assertThat(Files.list(folder)).hasSize(1);
  }
}
