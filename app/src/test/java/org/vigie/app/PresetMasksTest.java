package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.onvif.MockDome;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Tool;

/// A camera that turns and has masks for two of its presets, from its stream to the bytes on the
/// disk: at each its own, and everything covered between them.
@Timeout(180)
class PresetMasksTest {

  private static final CameraId ONE = new CameraId("camera-1");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  /// The left half's upper quarter is masked at A, the right one's at B.
  private static final String MASKS =
      """
          privacy_masks:
            Gate: [[[0.25, 0.125], [0.4, 0.125], [0.4, 0.375], [0.25, 0.375]]]
            Pier: [[[0.6, 0.125], [0.75, 0.125], [0.75, 0.375], [0.6, 0.375]]]
      """;

  /// What a picture shows, by the two masked places and one that nobody covers.
  private enum Shown {
    GATE,
    PIER,
    NOTHING,
    RAW
  }

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void has_what_it_needs() {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(ForeignCameras.available(), "no GStreamer or ffmpeg here");
  }

  @Test
  void each_place_has_its_masks_and_everything_is_covered_between() throws Exception {
    try (var dome =
            MockDome.start(Duration.ofSeconds(1))
                .remembering("Gate", -0.5)
                .remembering("Pier", 0.5);
        var cameras = ForeignCameras.start("", Map.of("pattern", pattern()));
        var town =
            Town.start(
                config(cameras.url("pattern"), dome),
                new Programs(VigieUnderTest.ROOT),
                line -> System.err.println(line))) {
      dome.turn(-0.5);
      VigieUnderTest.await(
          "footage that shows something", Duration.ofSeconds(60), () -> shows(town, Shown.GATE));
      // Another hand turns it, so that nothing but its own word says so.
      dome.turn(0.5);
      VigieUnderTest.await(
          "footage of the other place", Duration.ofSeconds(60), () -> shows(town, Shown.PIER));

      var seen = new ArrayList<Shown>();
      for (var span : recorded(town)) {
        seen.addAll(look(town, span));
      }
      assertThat(seen).as("never anything that is masked").doesNotContain(Shown.RAW);
      var order = new ArrayList<Shown>();
      for (var one : seen) {
        if (order.isEmpty() || order.getLast() != one) {
          order.add(one);
        }
      }
      assertThat(order).containsExactly(Shown.NOTHING, Shown.GATE, Shown.NOTHING, Shown.PIER);
      int between = seen.lastIndexOf(Shown.PIER) - seen.lastIndexOf(Shown.GATE);
      long last =
          seen.stream().skip(seen.lastIndexOf(Shown.GATE)).filter(Shown.NOTHING::equals).count();
      assertThat(between).isPositive();
      assertThat(last)
          .as("covered for the way and until it is known, in pictures")
          .isBetween(60L, 200L);
    }
  }

  private boolean shows(Town town, Shown wanted) {
    try {
      var spans = recorded(town);
      if (spans.isEmpty()) {
        return false;
      }
      var last = spans.getLast();
      var from = last.to().minusSeconds(3);
      var recent = new Span(from.isBefore(last.from()) ? last.from() : from, last.to());
      return recent.length().toMillis() > 500 && look(town, recent).getLast() == wanted;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Span> recorded(Town town) {
    var now = Instant.now();
    return town.recorder()
        .timeline(ONE, new Span(now.minus(Duration.ofHours(1)), now.plusSeconds(60)))
        .recorded();
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

  private TownConfig config(String url, MockDome dome) throws Exception {
    var data = folder.resolve("data");
    new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of(url), null);
    var file = data.resolve("vigie.yaml");
    var more = "    onvif: %s\n    steer: {}\n".formatted(dome.address());
    Files.writeString(file, Files.readString(file) + more + MASKS);
    return TownConfig.read(file);
  }

  /// Decrypts and decodes a stretch, with another program, and looks at every picture.
  private List<Shown> look(Town town, Span span) throws Exception {
    var out = folder.resolve("stretch-%s.mp4".formatted(System.nanoTime()));
    var request = new ExportRequest("camera-1", span.from(), span.to(), out, "looking at the mask");
    var answer =
        ControlSocket.ask(
                new DataFolder(town.config().data()).control(), ControlSocket.Request.of(request))
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
    var seen = new ArrayList<Shown>();
    for (int at = 0; at < luma.length; at += WIDTH * HEIGHT) {
      boolean gate = detail(luma, at, 0.25, 0.125, 0.4, 0.375);
      boolean pier = detail(luma, at, 0.6, 0.125, 0.75, 0.375);
      boolean between = detail(luma, at, 0.25, 0.625, 0.75, 0.875);
      if (!gate && !pier && !between) {
        seen.add(Shown.NOTHING);
      } else if (!gate && pier && between) {
        seen.add(Shown.GATE);
      } else if (gate && !pier && between) {
        seen.add(Shown.PIER);
      } else {
        seen.add(Shown.RAW);
      }
    }
    return seen;
  }

  /// Whether anything shows in a rectangle: the luma's standard deviation.
  private static boolean detail(
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
    return Math.sqrt(Math.max(0, squares / count - sum / count * sum / count)) > 6;
  }
}
