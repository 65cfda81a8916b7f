package org.vigie.simulator.serve;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.vigie.testkit.Tool;

/// H.264 streams to serve in tests.
final class Streams {

  static final int RATE = 25;
  static final int GOP = 10;

  private Streams() {}

  /// What looks like H.264 to whoever does not decode it; `bytes` is the size of each picture.
  static byte[] made(int pictures, int bytes, long seed) {
    var random = new SplittableRandom(seed);
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < pictures; i++) {
      boolean key = i % GOP == 0;
      if (key) {
        nal(out, new byte[] {0x67, 0x42, (byte) 0xc0, 0x1e, 0x11});
        nal(out, new byte[] {0x68, 0x33, 0x44});
      }
      var slice = new byte[Math.max(3, bytes)];
      for (int b = 2; b < slice.length; b++) {
        // Never a zero: no start code can arise.
        slice[b] = (byte) (1 + random.nextInt(255));
      }
      slice[0] = (byte) (key ? 0x65 : 0x41);
      slice[1] = (byte) 0x88;
      nal(out, slice);
    }
    return out.toByteArray();
  }

  /// Real H.264 of a moving test picture, by ffmpeg.
  static byte[] real(Path folder, int pictures) throws Exception {
    var file = folder.resolve("real.h264");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=" + RATE,
        "-frames:v",
        "" + pictures,
        "-c:v",
        "libx264",
        "-g",
        "" + GOP,
        "-keyint_min",
        "" + GOP,
        "-sc_threshold",
        "0",
        "-bf",
        "0",
        "-pix_fmt",
        "yuv420p",
        "-x264-params",
        "repeat-headers=1",
        "-f",
        "h264",
        file.toString());
    return Files.readAllBytes(file);
  }

  private static void nal(ByteArrayOutputStream out, byte[] nal) {
    out.writeBytes(new byte[] {0, 0, 0, 1});
    out.writeBytes(nal);
  }
}
