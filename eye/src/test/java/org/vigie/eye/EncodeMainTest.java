package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EncodeMainTest {

  @TempDir Path dir;

  @Test
  void every_picture_is_coded_and_every_group_can_be_entered() throws Exception {
    var raw = dir.resolve("raw.yuv");
    int width = 320;
    int height = 180;
    try (var out = Files.newOutputStream(raw)) {
      var picture = new byte[width * height * 3 / 2];
      for (int number = 0; number < 37; number++) {
        for (int i = 0; i < picture.length; i++) {
          picture[i] = (byte) (i / 64 + number * 3);
        }
        out.write(picture);
      }
    }
    var coded = dir.resolve("coded.h264");

    int status =
        run(
            raw,
            coded,
            "--width",
            "320",
            "--height",
            "180",
            "--rate",
            "12",
            "--bitrate",
            "200000",
            "--gop",
            "12");

    assertThat(status).isZero();
    var clip = Clip.read(Files.readAllBytes(coded), 12);
    assertThat(clip.units()).hasSize(37);
    assertThat(clip.units().stream().filter(unit -> unit.key()).count()).isEqualTo(4);
    var types = Avc.units(Files.readAllBytes(coded)).stream().map(unit -> unit[0] & 31).toList();
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) == 5 && (i == 0 || types.get(i - 1) != 5)) {
        assertThat(types.subList(i - 2, i)).containsExactly(7, 8);
      }
    }
    var sizes = new ArrayList<String>();
    try (var decoder = Decoder.open(clip.format())) {
      for (var unit : clip.units()) {
        decoder.decode(
            unit.ticks(),
            unit.key(),
            unit.bytes(),
            (picture, ticks) -> sizes.add(picture.width() + "x" + picture.height()));
      }
    }
    assertThat(sizes).hasSize(37).containsOnly("320x180");
  }

  @Test
  void a_wrong_option_is_answered_with_the_right_ones() throws Exception {
    var out = dir.resolve("out");

    assertThat(run(Path.of("/dev/null"), out, "--width", "many")).isEqualTo(1);

    assertThat(Files.readString(dir.resolve("errors"), StandardCharsets.UTF_8))
        .startsWith("encode: ")
        .doesNotContain("Exception");
  }

  private int run(Path in, Path out, String... options) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.vigie.eye.EncodeMain"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectInput(in.toFile())
        .redirectOutput(out.toFile())
        .redirectError(dir.resolve("errors").toFile())
        .start()
        .waitFor();
  }
}
