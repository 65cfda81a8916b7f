package org.vigie.app.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.TownConfig;
import org.vigie.app.TownRules;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.model.CameraId;
import org.vigie.model.MoverException;
import org.vigie.onvif.MockDevice;
import org.vigie.onvif.MockDome;

/// A camera of the configuration is moved, on a real socket; and what the configuration may say of
/// it.
class OnvifMoverTest {

  private static final CameraId GATE = new CameraId("gate");

  @TempDir private Path folder = Path.of("");

  private TownConfig town(String more) throws Exception {
    return TownConfig.read(
        Files.writeString(
            folder.resolve("vigie.yaml"),
            """
            town: X
            profile: private-site
            cameras:
              - id: gate
                main: rtsp://192.0.2.1/x
            """
                + more));
  }

  @Test
  void moves_goes_to_places_and_home() throws Exception {
    Files.writeString(folder.resolve("gate.txt"), "secret words");
    try (var camera =
        MockDevice.start().asking(MockDevice.Login.DIGEST, "vigie", "secret words").atAnyTime()) {
      var config =
          town(
              """
                  onvif: %s
                  user: vigie
                  password_file: gate.txt
                  steer: {return_after: 45 s}
              """
                  .formatted(camera.address()));
      assertThat(config.cameras().getFirst().steer().orElseThrow().returnAfter())
          .isEqualTo(Duration.ofSeconds(45));
      try (var mover = new OnvifMover(config.cameras(), Clocks.system())) {
        mover.move(GATE, 0.5, 0, -1);
        mover.stop(GATE);
        var presets = mover.presets(GATE);
        assertThat(presets).isNotEmpty();
        mover.goTo(GATE, presets.getFirst());
        mover.goHome(GATE);
        assertThat(mover.devices(GATE))
            .as("no lamp, no reboot")
            .containsExactly("tt:Wiper|On", "tt:Wiper|Off");
        mover.use(GATE, "tt:Wiper|On");
        assertThat(camera.requests().getLast()).contains("SendAuxiliaryCommand", "tt:Wiper|On");
        assertThatThrownBy(() -> mover.use(GATE, "Reboot"))
            .isInstanceOf(MoverException.class)
            .hasMessageContaining("lists no 'Reboot'");
        var made = mover.remember(GATE, "The bridge");
        assertThat(made.name()).isEqualTo("The bridge");
        assertThat(camera.asked())
            .containsSubsequence(
                "ContinuousMove",
                "Stop",
                "GetPresets",
                "GotoPreset",
                "GotoHomePosition",
                "SetPreset");
        assertThatThrownBy(() -> mover.goHome(new CameraId("other")))
            .isInstanceOf(MoverException.class);
      }
    }
  }

  @Test
  void one_that_is_gone_says_so_and_is_asked_anew_when_it_is_back() throws Exception {
    var camera = MockDevice.start().atAnyTime();
    var config = town("    onvif: %s\n    steer: {}\n".formatted(camera.address()));
    try (var mover = new OnvifMover(config.cameras(), Clocks.system())) {
      mover.goHome(GATE);
      camera.close();
      assertThatThrownBy(() -> mover.goHome(GATE))
          .isInstanceOf(MoverException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void what_cannot_be_steered_is_said_with_its_line() {
    var masks = "    onvif: http://192.0.2.1/x\n    privacy_masks: [[[0, 0], [1, 0], [1, 1]]]\n";
    for (var wrong :
        List.of(
            List.of("    steer: {}\n", "vigie.yaml:6: cameras[0].steer: needs `onvif`"),
            List.of(
                masks + "    steer: {}\n",
                "privacy_masks: should say for which preset each polygon is"),
            List.of(
                "    onvif: http://192.0.2.1/x\n    steer: {return_after: 2 s}\n",
                "return_after: should be from 10 s to 1 h"),
            List.of("    onvif: http://192.0.2.1/x\n    steer: {home: p1}\n", "home"),
            List.of(patrol("A", "30 s", ""), "presets: should name 2 to 32 places"),
            List.of(patrol("A, B", "2 s", ""), "dwell: should be from 5 s to 1 h"),
            List.of(patrol("A, B", "30 s", ", from: \"18:00\""), "to"),
            List.of(
                patrol("A, B", "30 s", ", from: \"18:00\", to: evening"),
                "to: should be a time of day in quotes"))) {
      assertThatThrownBy(() -> town(wrong.getFirst()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining(wrong.getLast());
    }
  }

  private static String patrol(String presets, String dwell, String more) {
    return """
        onvif: http://192.0.2.1/x
        steer:
          patrols: [{name: Round, presets: [%s], dwell: %s%s}]
    """
        .formatted(presets, dwell, more);
  }

  @Test
  void a_round_is_read_with_its_hours() throws Exception {
    var settings =
        town(patrol("The gate, The bridge", "45 s", ", from: \"22:00\", to: \"06:00\""))
            .cameras()
            .getFirst()
            .steer()
            .orElseThrow();
    assertThat(settings.returnAfter()).isEqualTo(Duration.ofMinutes(2));
    var round = settings.patrols().getFirst();
    assertThat(round.name()).isEqualTo("Round");
    assertThat(round.presets()).containsExactly("The gate", "The bridge");
    assertThat(round.dwell()).isEqualTo(Duration.ofSeconds(45));
    assertThat(round.hours().orElseThrow().from()).isEqualTo("22:00");
  }

  @Test
  void what_is_named_and_the_camera_does_not_remember_is_said() throws Exception {
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        folder.resolve("rules/gate.yaml"),
        """
        zones: [{id: deck, kind: zone, points: [[0, 0], [1, 0], [1, 1]], preset: Bridge}]
        rules: [{event: INTRUSION, zone: deck}]
        """);
    try (var dome = MockDome.start(Duration.ofSeconds(1)).remembering("Gate", 0.5)) {
      var config =
          town(
              """
                  onvif: %s
                  steer: {}
                  privacy_masks: {Gate: [[[0, 0], [1, 0], [1, 1]]], Pier: []}
              """
                  .formatted(dome.address()));
      var ruled = TownRules.presets(config, GATE);
      assertThat(CheckCommand.look(config.cameras().getFirst(), ruled))
          .filteredOn(line -> line.said().contains("remembers"))
          .extracting(CheckCommand.Line::said)
          .containsExactly(
              "remembers no place called 'Bridge'; it remembers: Gate",
              "remembers no place called 'Pier'; it remembers: Gate");
      dome.remembering("Bridge", 0.1).remembering("Pier", 0.2);
      assertThat(CheckCommand.look(config.cameras().getFirst(), ruled))
          .noneMatch(line -> line.said().contains("remembers"))
          .noneMatch(line -> line.said().contains("where it looks"));
    }
  }
}
