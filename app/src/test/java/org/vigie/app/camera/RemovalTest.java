package org.vigie.app.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.CameraConfig;
import org.vigie.app.CameraStanding;
import org.vigie.app.TownConfig;

/// Which cameras an inventory names for removal.
class RemovalTest {

  private static final Instant NOW = Instant.parse("2031-03-30T00:59:58Z");
  private static final Duration UNUSED = Duration.ofDays(90);

  @Test
  void one_that_no_act_covers_or_that_nobody_needed(@TempDir Path folder) throws Exception {
    var config =
        TownConfig.read(
            Files.writeString(
                folder.resolve("vigie.yaml"),
                "town: X\n"
                    + "profile: private-site\n"
                    + "cameras: [{id: a, main: \"rtsp://192.0.2.1/x\"}]\n"));
    var camera = config.cameras().getFirst();
    var covered = Optional.of("act 7");
    var before = Optional.of(NOW.minus(Duration.ofDays(91)));
    var lately = Optional.of(NOW.minus(Duration.ofDays(89)));
    var never = Optional.<Instant>empty();

    assertThat(removal(camera, Optional.empty())).as("nobody knows").isEmpty();
    assertThat(removal(camera, standing(camera, Optional.empty(), lately, lately)))
        .hasValue("no act covers it");
    assertThat(removal(camera, standing(camera, covered, before, never)))
        .hasValue("no alert, and nobody looked at what is recorded of it, for 90 days");
    assertThat(removal(camera, standing(camera, covered, lately, never))).isEmpty();
    assertThat(removal(camera, standing(camera, covered, never, lately))).isEmpty();
  }

  private static Optional<CameraStanding> standing(
      CameraConfig camera,
      Optional<String> act,
      Optional<Instant> alert,
      Optional<Instant> opened) {
    return Optional.of(new CameraStanding(camera.id(), act, Optional.of(NOW), alert, opened));
  }

  private static Optional<String> removal(CameraConfig camera, Optional<CameraStanding> standing) {
    return new InventoryLine(camera, Optional.empty(), "", standing).removal(NOW, UNUSED);
  }
}
