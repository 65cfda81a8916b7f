package org.vigie.eye.scene;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Real video of ../shared/data/video, decoded by the ffmpeg program and shown to a scene at ten
/// pictures a second, as the eye does.
///
/// @param filters what ffmpeg does to the pictures first, in its own words; may be empty
record RealClip(String name, int width, int height, String filters) {

  static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");
  private static final int RATE = 10;
  private static final int TICKS = 90_000 / RATE;

  /// Takes in what the scene made of one picture.
  interface Then {
    /// @param seconds after the clip's first picture
    void seen(double seconds, Sighting sighting);
  }

  static RealClip of(String name, int width, int height) {
    return new RealClip(name, width, height, "");
  }

  /// Shows the clip from beginning to end to a new scene.
  void show(Duration quiet, Then then) throws IOException, InterruptedException {
    var picture = SmallPicture.of(width, height);
    var scene = new Scene(picture.width(), picture.height(), quiet, Duration.ofSeconds(1));
    var luma = new byte[width * height];
    var blue = new byte[luma.length / 4];
    var red = new byte[luma.length / 4];
    var process = decode();
    int shown = 0;
    try (var in = new BufferedInputStream(process.getInputStream(), 1 << 20)) {
      while (fill(in, luma) && fill(in, blue) && fill(in, red)) {
        picture.shrink(luma, blue, red, width, height);
        var at = START.plusMillis(shown * 1000L / RATE);
        then.seen((double) shown / RATE, scene.look(picture, (long) shown * TICKS, at));
        shown++;
      }
    }
    assumeTrue(process.waitFor() == 0 && shown > 0, "ffmpeg cannot decode " + name);
  }

  private static boolean fill(InputStream in, byte[] plane) throws IOException {
    return in.readNBytes(plane, 0, plane.length) == plane.length;
  }

  private Process decode() throws IOException {
    var shared = Path.of(System.getProperty("vigie.shared", "../../shared"));
    var file = shared.resolve("data/video").resolve(name);
    assumeTrue(Files.isRegularFile(file), "no clip " + name + " beside the project");
    var fitted = "scale=" + width + ":" + height + ",fps=" + RATE;
    var command =
        new ArrayList<>(List.of("ffmpeg", "-v", "error", "-threads", "1", "-i", file.toString()));
    command.addAll(List.of("-vf", filters.isEmpty() ? fitted : fitted + "," + filters));
    command.addAll(List.of("-pix_fmt", "yuv420p", "-f", "rawvideo", "-"));
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      assumeTrue(false, "no ffmpeg program here");
      throw e;
    }
  }
}
