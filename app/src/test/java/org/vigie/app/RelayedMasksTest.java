package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.vigie.governance.ledger.Query;
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

  private interface Check {
    void run(Town town) throws Exception;
  }

  /// A town with one camera, and two partners of whom one may be let see clear.
  ///
  /// @param more lines of the camera's configuration
  private void town(String more, Check check) throws Exception {
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
    var acts = data.resolve("acts");
    Files.writeString(
        acts.resolve("sources.yaml"),
        Files.readString(acts.resolve("recording.yaml"))
                .replaceFirst("number: .*", "number: demo-3-sources")
            + "sources: [body]\nnorm: none\n");
    var file = data.resolve("vigie.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"rtsp://127.0.0.1:1/x\"", "file:clip.ts\n    loop: yes" + more)
            .replaceAll(more.isEmpty() ? "^$" : "(?m)^ +rules:.*\n", "")
            .replace("learning: 10 s", "learning: 10 min")
            .replace("cameras:\n", RELAYS + "cameras:\n"));
    try (var town =
        Town.start(
            TownConfig.read(file),
            new Programs(VigieUnderTest.ROOT),
            line -> System.err.println(line))) {
      var now = Instant.now();
      town.governance()
          .grant(
              Actors.LOCAL_ADMINISTRATOR,
              "s-1",
              Set.of(Right.RELAY_CLEAR, Right.STEER),
              CameraScope.all(),
              now.minusSeconds(60),
              now.plusSeconds(3_600));
      check.run(town);
    }
  }

  private static void awaitPictures(Town town) throws Exception {
    VigieUnderTest.await(
        "the camera's pictures",
        Duration.ofSeconds(60),
        () ->
            !town.posts().getFirst().states().isEmpty()
                && town.posts().getFirst().states().getFirst().accessUnits() > 20);
  }

  @Test
  void the_mask_is_burned_into_what_a_partner_takes_and_only_an_open_camera_is_clear()
      throws Exception {
    town(
        "",
        town -> {
          awaitPictures(town);
          assertThat(contrast(taken(town, "metropole"))).isLessThan(25);

          var relays = town.governance().relays();
          var opening =
              relays.open("s-1", "police", CAMERA, "for this test", Duration.ofMinutes(5));
          assertThat(contrast(taken(town, "police"))).isGreaterThan(100);
          // Opened to one partner, it stays masked for the other.
          assertThat(contrast(taken(town, "metropole"))).isLessThan(25);
          relays.close("s-1", opening.id());
        });
  }

  @Test
  void a_worn_camera_is_relayed_while_it_is_open_covered_whole_or_clear_to_whom_it_was_opened()
      throws Exception {
    town(
        "\n    kind: body",
        town -> {
          var relays = town.governance().relays();
          assertThatThrownBy(() -> relays.enter("metropole", CAMERA, "127.0.0.1"))
              .hasMessageContaining("No recording act covers camera camera-1 now.");
          assertThatThrownBy(
                  () -> relays.open("s-1", "police", CAMERA, "too early", Duration.ofMinutes(5)))
              .hasMessageContaining("No recording act covers camera camera-1 now.");

          var sources = town.governance().sources();
          sources.open("s-1", CAMERA, "an intervention", Duration.ofMinutes(5));
          awaitPictures(town);
          assertThat(contrast(taken(town, "metropole"))).as("covered whole").isLessThan(25);
          relays.open("s-1", "police", CAMERA, "they take over", Duration.ofMinutes(5));
          assertThat(contrast(taken(town, "police"))).isGreaterThan(100);

          sources.close("s-1", CAMERA);
          VigieUnderTest.await(
              "the end of what was opened",
              Duration.ofSeconds(10),
              () -> ledger(town).getFirst().equals("relay.closed ACT"));
          assertThatThrownBy(() -> relays.enter("police", CAMERA, "127.0.0.1"))
              .hasMessageContaining("No recording act covers camera camera-1 now.");
        });
  }

  /// What the ledger says of relays' openings, newest first.
  private static List<String> ledger(Town town) {
    return town
        .governance()
        .ledger()
        .page(new Query(Long.MAX_VALUE, 20, "", "relay."))
        .entries()
        .stream()
        .map(one -> one.entry().kind() + " " + one.entry().facts().getOrDefault("why", ""))
        .filter(one -> one.startsWith("relay.closed") || one.startsWith("relay.opened"))
        .toList();
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
