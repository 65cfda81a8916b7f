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
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.model.CameraId;
import org.vigie.model.MoverException;
import org.vigie.onvif.MockDevice;

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
            List.of(masks + "    steer: {}\n", "steer: should not stand beside privacy_masks"),
            List.of(
                "    onvif: http://192.0.2.1/x\n    steer: {return_after: 2 s}\n",
                "return_after: should be from 10 s to 1 h"),
            List.of("    onvif: http://192.0.2.1/x\n    steer: {home: p1}\n", "home"))) {
      assertThatThrownBy(() -> town(wrong.getFirst()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining(wrong.getLast());
    }
  }
}
