package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Point;

@Timeout(60)
class DetailMainTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  @TempDir Path dir;

  private static List<Point> rectangle(double left, double top, double right, double bottom) {
    return List.of(
        new Point(left, top),
        new Point(right, top),
        new Point(right, bottom),
        new Point(left, bottom));
  }

  /// Stripes, with a plain rectangle in their midst.
  private static I420 picture() {
    var picture = I420.allocate(WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean plain = x >= WIDTH / 4 && x < WIDTH / 2 && y >= HEIGHT / 4 && y < HEIGHT / 2;
        picture.y()[y * WIDTH + x] = (byte) (plain ? 120 : (x / 4 + y / 4) % 2 == 0 ? 60 : 180);
      }
    }
    java.util.Arrays.fill(picture.u(), (byte) 128);
    java.util.Arrays.fill(picture.v(), (byte) 128);
    return picture;
  }

  @Test
  void paint_has_no_detail_and_what_lies_beside_it_has() throws Exception {
    var unit = new ArrayList<byte[]>();
    byte[][] sets = new byte[2][];
    try (var encoder = Encoder.open(WIDTH, HEIGHT, 10, 2_000_000, 5)) {
      Encoder.Sink sink =
          (annexB, ticks, key) -> {
            var parsed = Avc.fromAnnexB(annexB);
            sets[0] = parsed.sps();
            sets[1] = parsed.pps();
            unit.add(parsed.bytes());
          };
      encoder.encode(picture(), 0, true, sink);
      encoder.finish(sink);
    }
    var in = dir.resolve("in");
    try (var out = new DataOutputStream(Files.newOutputStream(in))) {
      out.writeInt(264);
      out.writeInt(WIDTH);
      out.writeInt(HEIGHT);
      for (byte[] bytes : List.of(new byte[0], sets[0], sets[1], unit.getFirst())) {
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      var zones =
          List.of(
              // Ten pixels less on each side: a camera snaps.
              rectangle(0.24, 0.24, 0.51, 0.51),
              rectangle(0.6, 0.6, 0.9, 0.9),
              rectangle(0.6, 0.1, 0.61, 0.11));
      out.writeInt(zones.size());
      for (var zone : zones) {
        out.writeInt(zone.size());
        for (var corner : zone) {
          out.writeDouble(corner.x());
          out.writeDouble(corner.y());
        }
      }
    }

    assertThat(run(in)).isZero();

    var said = Files.readAllLines(dir.resolve("out")).stream().map(Double::valueOf).toList();
    assertThat(said).hasSize(4);
    assertThat(said.get(0)).as("the paint").isBetween(0.0, 1.0);
    assertThat(said.get(1)).as("stripes").isGreaterThan(20);
    assertThat(said.get(2)).as("too small to say").isEqualTo(-1);
    assertThat(said.get(3)).as("elsewhere").isGreaterThan(20);
  }

  @Test
  void nonsense_is_answered_with_a_sentence() throws Exception {
    var in = dir.resolve("in");
    Files.write(in, new byte[] {0, 0, 0, 0, 1, 2});

    assertThat(run(in)).isEqualTo(1);

    assertThat(Files.readString(dir.resolve("errors")))
        .contains("detail: ")
        .doesNotContain("Exception");
  }

  private int run(Path in) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.vigie.eye.DetailMain",
                "--look"))
        .redirectInput(in.toFile())
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("errors").toFile())
        .start()
        .waitFor();
  }
}
