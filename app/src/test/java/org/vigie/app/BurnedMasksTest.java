package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;
import org.vigie.desk.masks.MaskSet;
import org.vigie.governance.Actors;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Mandate;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.governance.ledger.Query;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.Point;
import org.vigie.model.Span;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Tool;

/// A camera with a static privacy mask, from its stream to the bytes on the disk.
@Timeout(180)
class BurnedMasksTest {

  private static final CameraId ONE = new CameraId("camera-1");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void has_what_it_needs() {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(ForeignCameras.available(), "no GStreamer or ffmpeg here");
  }

  @Test
  void what_is_stored_shows_nothing_of_the_masked_place_even_when_its_burner_is_killed()
      throws Exception {
    try (var cameras = ForeignCameras.start("", Map.of("pattern", pattern()));
        var town =
            Town.start(
                config(cameras.url("pattern")),
                new Programs(VigieUnderTest.ROOT),
                line -> System.err.println(line))) {
      VigieUnderTest.await("3 s of footage", Duration.ofSeconds(60), () -> seconds(town) >= 3);
      var burner = town.posts().getFirst().burners().getFirst();
      long first = burner.pid().orElseThrow();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      VigieUnderTest.await(
          "another burner",
          Duration.ofSeconds(30),
          () -> burner.pid().filter(pid -> pid != first).isPresent());
      var before = seconds(town);
      VigieUnderTest.await(
          "3 s more of footage", Duration.ofSeconds(60), () -> seconds(town) >= before + 3);

      assertThat(town.recorder().timeline(ONE, everything()).gaps())
          .extracting(gap -> gap.reason())
          .contains(GapReason.BURNER);
      assertPainted(town);
      assertLedger(town);
    }
  }

  @Test
  void a_mask_that_is_drawn_while_it_runs_is_in_every_picture_from_then_on() throws Exception {
    try (var cameras = ForeignCameras.start("", Map.of("pattern", pattern()));
        var town =
            Town.start(
                unmasked(cameras.url("pattern")),
                new Programs(VigieUnderTest.ROOT),
                line -> System.err.println(line))) {
      VigieUnderTest.await("footage", Duration.ofSeconds(60), () -> seconds(town) >= 1);
      var governance = town.governance();
      var now = Instant.now();
      governance.grant(
          Actors.LOCAL_ADMINISTRATOR,
          "technician-1",
          Mandate.of(Role.TECHNICIAN),
          CameraScope.all(),
          now.minusSeconds(60),
          now.plusSeconds(600));
      var permit =
          governance.permit(
              "technician-1", Right.CONFIGURE, Set.of(ONE), Optional.empty(), "dwellings");
      var zone =
          List.of(
              new Point(0.25, 0.125),
              new Point(0.5, 0.125),
              new Point(0.5, 0.375),
              new Point(0.25, 0.375));

      town.drawings().masks().save(permit, ONE, "", MaskSet.of(List.of(zone)), "dwellings");

      // Pictures are dated as the camera says, so those of before may end a little after now.
      var from = Instant.now().plusSeconds(4);
      VigieUnderTest.await(
          "3 s of masked footage",
          Duration.ofSeconds(60),
          () -> since(town, from).stream().anyMatch(span -> span.length().toSeconds() >= 3));
      int looked = 0;
      for (var span : since(town, from)) {
        looked += painted(town, span);
      }
      assertThat(looked).isGreaterThan(60);
    }
  }

  private static List<Span> since(Town town, Instant from) {
    return town.recorder().timeline(ONE, new Span(from, from.plusSeconds(120))).recorded();
  }

  /// A pattern with detail everywhere.
  private Path pattern() throws Exception {
    var file = folder.resolve("pattern.mp4");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=" + WIDTH + "x" + HEIGHT + ":rate=25:duration=10",
        "-pix_fmt",
        "yuv420p",
        file.toString());
    return Tool.annexB(file, folder.resolve("pattern.h264"));
  }

  private TownConfig unmasked(String url) throws Exception {
    var data = folder.resolve("data");
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of(url), null);
    return TownConfig.read(data.resolve("vigie.yaml"));
  }

  private TownConfig config(String url) throws Exception {
    var data = folder.resolve("data");
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of(url), null);
    var file = data.resolve("vigie.yaml");
    var masks = "    privacy_masks: [[[0.25, 0.125], [0.5, 0.125], [0.5, 0.375], [0.25, 0.375]]]\n";
    Files.writeString(file, Files.readString(file) + masks);
    return TownConfig.read(file);
  }

  private static double seconds(Town town) {
    return town.recorder().timeline(ONE, everything()).recorded().stream()
        .mapToDouble(span -> Duration.between(span.from(), span.to()).toMillis() / 1000.0)
        .sum();
  }

  private static Span everything() {
    var now = Instant.now();
    return new Span(now.minus(Duration.ofHours(1)), now.plusSeconds(60));
  }

  /// Decrypts and decodes each stretch, with another program, and looks at every picture.
  private void assertPainted(Town town) throws Exception {
    int looked = 0;
    for (var span : town.recorder().timeline(ONE, everything()).recorded()) {
      looked += painted(town, span);
    }
    assertThat(looked).isGreaterThan(120);
  }

  /// How many pictures were looked at.
  private int painted(Town town, Span span) throws Exception {
    int looked = 0;
    var data = town.config().data();
    var out = folder.resolve("stretch-" + span.from().toEpochMilli() + ".mp4");
    var request = new ExportRequest("camera-1", span.from(), span.to(), out, "looking at the mask");
    var answer =
        ControlSocket.ask(new DataFolder(data).control(), ControlSocket.Request.of(request))
            .orElseThrow();
    assertThat(answer.error()).isEmpty();
    var raw = folder.resolve("raw");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-i",
        out.toString(),
        "-f",
        "rawvideo",
        "-pix_fmt",
        "gray",
        raw.toString());
    byte[] luma = Files.readAllBytes(raw);
    for (int at = 0; at < luma.length; at += WIDTH * HEIGHT, looked++) {
      // The full range of grey stands for 16 to 235.
      assertThat(spread(luma, at, 0.25, 0.125, 0.5, 0.375)).as("in the mask").isLessThan(4);
      assertThat(spread(luma, at, 0.25, 0.625, 0.5, 0.875)).as("elsewhere").isGreaterThan(15);
    }
    return looked;
  }

  /// The standard deviation of the luma in a rectangle.
  private static double spread(
      byte[] luma, int at, double left, double top, double right, double bottom) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int y = (int) (top * HEIGHT); y < bottom * HEIGHT; y++) {
      for (int x = (int) (left * WIDTH); x < right * WIDTH; x++, count++) {
        double sample = luma[at + y * WIDTH + x] & 0xff;
        sum += sample;
        squares += sample * sample;
      }
    }
    return Math.sqrt(Math.max(0, squares / count - sum / count * sum / count));
  }

  private static void assertLedger(Town town) {
    var entries =
        town.governance().ledger().page(new Query(Long.MAX_VALUE, 10, "", MaskDuty.KIND)).entries();
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().entry().text("camera")).isEqualTo("camera-1");
    var masks = town.config().cameras().getFirst().masks().orElseThrow();
    assertThat(entries.getFirst().entry().text("version")).isEqualTo(masks.version());
  }
}
