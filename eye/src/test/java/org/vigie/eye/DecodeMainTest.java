package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DecodeMainTest {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  @TempDir Path dir;

  @Test
  void each_unit_becomes_a_picture_again() throws Exception {
    var units = new ArrayList<byte[]>();
    byte[][] sets = new byte[2][];
    try (var encoder = Encoder.open(WIDTH, HEIGHT, 10, 400_000, 5)) {
      Encoder.Sink sink =
          (annexB, ticks, key) -> {
            var parsed = Avc.fromAnnexB(annexB);
            if (parsed.sps().length > 0) {
              sets[0] = parsed.sps();
              sets[1] = parsed.pps();
            }
            units.add(parsed.bytes());
          };
      for (int number = 0; number < 7; number++) {
        var picture = I420.allocate(WIDTH, HEIGHT);
        java.util.Arrays.fill(picture.y(), (byte) (40 + 20 * number));
        java.util.Arrays.fill(picture.u(), (byte) 128);
        java.util.Arrays.fill(picture.v(), (byte) 128);
        encoder.encode(picture, number * 9000L, number == 0, sink);
      }
      encoder.finish(sink);
    }
    var in = dir.resolve("in");
    try (var out = new DataOutputStream(Files.newOutputStream(in))) {
      out.writeInt(WIDTH);
      out.writeInt(HEIGHT);
      for (byte[] set : sets) {
        out.writeInt(set.length);
        out.write(set);
      }
      for (byte[] unit : units) {
        out.writeInt(unit.length);
        out.write(unit);
      }
    }

    assertThat(run(in)).isZero();

    byte[] raw = Files.readAllBytes(dir.resolve("out"));
    int size = WIDTH * HEIGHT * 3 / 2;
    assertThat(raw).hasSize(7 * size);
    for (int number = 0; number < 7; number++) {
      assertThat(raw[number * size + size / 3] & 255).isBetween(36 + 20 * number, 44 + 20 * number);
    }
  }

  @Test
  void nonsense_is_answered_with_a_sentence() throws Exception {
    var in = dir.resolve("in");
    Files.write(in, new byte[] {0, 0, 0, 0, 1, 2});

    assertThat(run(in)).isEqualTo(1);

    assertThat(Files.readString(dir.resolve("errors"), StandardCharsets.UTF_8))
        .startsWith("decode: ")
        .doesNotContain("Exception");
  }

  private int run(Path in) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.vigie.eye.DecodeMain"))
        .redirectInput(in.toFile())
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("errors").toFile())
        .start()
        .waitFor();
  }
}
