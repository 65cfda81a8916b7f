package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.testkit.Tool;

/// What a partner decodes, pixel by pixel: a camera films black and white stripes of 4 pixels, and
/// is masked whole while its background is learnt.
@Timeout(120)
class RelayedMasksTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final CameraId CAMERA = new CameraId("camera-1");
  private static final String PASSWORD = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder = Path.of("");

  @Test
  void the_mask_is_burned_into_what_a_partner_takes_and_only_an_open_camera_is_clear()
      throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(Tool.isThere("ffmpeg"), "no ffmpeg here");
    var data = folder.resolve("data");
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of("rtsp://127.0.0.1:1/x"), null);
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "color=gray:size=640x360:rate=10:duration=4,format=yuv420p,"
            + "geq=lum='if(mod(floor(X/4),2),235,16)':cb=128:cr=128",
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-g",
        "10",
        data.resolve("clip.ts").toString());
    Files.writeString(data.resolve("partner.password"), PASSWORD + "\n");
    var file = data.resolve("vigie.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"rtsp://127.0.0.1:1/x\"", "file:clip.ts\n    loop: yes")
            .replace("learning: 10 s", "learning: 10 min")
            .replace("cameras:\n", RELAYS + "cameras:\n"));
    try (var town =
        Town.start(
            TownConfig.read(file),
            new Programs(VigieUnderTest.ROOT),
            line -> System.err.println(line))) {
      VigieUnderTest.await(
          "the camera's pictures",
          Duration.ofSeconds(60),
          () ->
              !town.posts().getFirst().states().isEmpty()
                  && town.posts().getFirst().states().getFirst().accessUnits() > 20);
      assertThat(contrast(taken(town, "metropole"))).isLessThan(25);

      var now = Instant.now();
      town.governance()
          .grant(
              Actors.LOCAL_ADMINISTRATOR,
              "s-1",
              Set.of(Right.RELAY_CLEAR),
              CameraScope.all(),
              now.minusSeconds(60),
              now.plusSeconds(3_600));
      var relays = town.governance().relays();
      var opening = relays.open("s-1", "police", CAMERA, "for this test", Duration.ofMinutes(5));
      assertThat(contrast(taken(town, "police"))).isGreaterThan(100);
      // Opened to one partner, it stays masked for the other.
      assertThat(contrast(taken(town, "metropole"))).isLessThan(25);
      relays.close("s-1", opening.id());
    }
  }

  private byte[] taken(Town town, String relay) throws IOException, InterruptedException {
    var out = folder.resolve(relay + ".gray");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-rtsp_transport",
        "tcp",
        "-i",
        "rtsp://%s:%s@127.0.0.1:%d/%s"
            .formatted(relay, PASSWORD, town.relays().orElseThrow().port(), CAMERA),
        "-frames:v",
        "1",
        "-vf",
        "scale=" + WIDTH + ":" + HEIGHT,
        "-f",
        "rawvideo",
        "-pix_fmt",
        "gray",
        out.toString());
    return Files.readAllBytes(out);
  }

  /// How much light and dark differ within cells of 16 by 16 pixels, on average.
  private static double contrast(byte[] gray) {
    assertThat(gray).hasSize(WIDTH * HEIGHT);
    long sum = 0;
    int cells = 0;
    for (int top = 0; top + 16 <= HEIGHT; top += 16) {
      for (int left = 0; left + 16 <= WIDTH; left += 16) {
        int least = 255;
        int most = 0;
        for (int y = top; y < top + 16; y++) {
          for (int x = left; x < left + 16; x++) {
            int light = gray[y * WIDTH + x] & 0xff;
            least = Math.min(least, light);
            most = Math.max(most, light);
          }
        }
        sum += most - least;
        cells++;
      }
    }
    return (double) sum / cells;
  }

  private static final String RELAYS =
      """
      relays:
        listen: 127.0.0.1:0
        partners:
          - name: metropole
            partner: Métropole
            agreement: Convention 2026-12
            until: 2099-01-01T00:00:00+01:00
            cameras: [camera-1]
            password_file: partner.password
          - name: police
            partner: Police nationale
            agreement: Convention 2026-31
            until: 2099-01-01T00:00:00+01:00
            cameras: [camera-1]
            password_file: partner.password
            clear: {longest: 1 h}
      """;
}
