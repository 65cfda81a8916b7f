package org.vigie.eye;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Real video as a camera would send it: coded again by the ffmpeg program at a steady rate,
/// without reordering, one key picture a second.
///
/// @param rate pictures a second
record Clip(VideoFormat format, List<AccessUnit> units, int rate) {

  static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");

  Clip {
    units = List.copyOf(units);
  }

  static Path shared() {
    var shared = Path.of(System.getProperty("vigie.shared", "../../shared"));
    assumeTrue(Files.isDirectory(shared.resolve("data/video")), "no clips beside the project");
    return shared;
  }

  /// A clip of ../shared/data/video, `width` pixels wide.
  static Clip of(String name, int width, int rate) throws IOException, InterruptedException {
    return coded(
        List.of("-i", shared().resolve("data/video").resolve(name).toString()), width, rate);
  }

  /// What ffmpeg makes of `input`, which are its own words for an input.
  static Clip coded(List<String> input, int width, int rate)
      throws IOException, InterruptedException {
    var out = Files.createTempFile("clip", ".h264");
    try {
      var command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
      command.addAll(input);
      command.addAll(
          List.of(
              "-vf",
              "scale=" + width + ":-2",
              "-r",
              "" + rate,
              "-an",
              "-pix_fmt",
              "yuv420p",
              "-c:v",
              "libx264",
              "-preset",
              "ultrafast",
              "-tune",
              "zerolatency",
              "-g",
              "" + rate,
              "-bf",
              "0",
              "-threads",
              "1",
              out.toString()));
      var process = new ProcessBuilder(command).inheritIO().start();
      assumeTrue(process.waitFor() == 0, "no ffmpeg with libx264 here");
      return read(Files.readAllBytes(out), rate);
    } finally {
      Files.delete(out);
    }
  }

  /// Cuts an Annex B stream into access units; the size in the format is not its own.
  static Clip read(byte[] annexB, int rate) {
    byte[] sps = {0x67, 0x42, 0, 0x1e};
    byte[] pps = {0x68, 0};
    var pictures = new ArrayList<List<byte[]>>();
    var current = new ArrayList<byte[]>();
    boolean coded = false;
    for (var unit : Avc.units(annexB)) {
      int type = unit[0] & 31;
      boolean picture = type >= 1 && type <= 5;
      boolean first = picture && unit.length > 1 && (unit[1] & 0x80) != 0;
      if (coded && (first || !picture)) {
        pictures.add(List.copyOf(current));
        current.clear();
        coded = false;
      }
      if (type == 7) {
        sps = unit;
      } else if (type == 8) {
        pps = unit;
      } else if (picture) {
        current.add(unit);
        coded = true;
      }
    }
    if (coded) {
      pictures.add(current);
    }
    var units = new ArrayList<AccessUnit>();
    for (var picture : pictures) {
      units.add(unit(picture, units.size(), rate));
    }
    return new Clip(new VideoFormat(VideoFormat.VideoCodec.H264, 640, 360, sps, pps), units, rate);
  }

  private static AccessUnit unit(List<byte[]> picture, int number, int rate) {
    var bytes =
        java.nio.ByteBuffer.allocate(picture.stream().mapToInt(unit -> 4 + unit.length).sum());
    boolean key = false;
    for (var unit : picture) {
      bytes.putInt(unit.length).put(unit);
      key |= (unit[0] & 31) == 5;
    }
    long ticks = (long) number * AccessUnit.TICKS_PER_SECOND / rate;
    return new AccessUnit(ticks, START.plusNanos(ticks * 100_000 / 9), key, bytes.array());
  }
}
