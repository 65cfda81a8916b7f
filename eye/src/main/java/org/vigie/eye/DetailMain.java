package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigie.model.Point;
import org.vigie.model.VideoFormat;

/// Says how much detail places of one picture of a camera have, and nothing else of it: figures
/// leave this program, never a picture. With `--look` it reads its standard input: codec (264 or
/// 265), width and height; VPS, SPS, PPS and a key picture, each behind its length; the number of
/// zones, and for each the number of its corners and their coordinates as doubles. Numbers have
/// four
/// bytes. It prints what [PartDetail] finds, a line each. Ends with 1 and a sentence where it
/// cannot.
/// Its other arguments are those of the eye.
public final class DetailMain {

  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_SIDE = 16_384;
  private static final int MOST_ZONES = 64;
  private static final int MOST_CORNERS = 64;

  private DetailMain() {}

  public static void main(String[] arguments) {
    if (!List.of(arguments).equals(List.of("--look"))) {
      System.exit(
          ProgramArguments.run(
              "detail", List.of(arguments), ProgramArguments.Needs.NOTHING, socket -> {}));
    }
    int status = 0;
    try {
      av_log_set_level(AV_LOG_QUIET);
      run();
    } catch (IllegalArgumentException | IOException | NativeFailure e) {
      System.err.println("detail: " + e.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  private static void run() throws IOException, NativeFailure {
    try (var in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
      var codec =
          number(in, 265) == 265 ? VideoFormat.VideoCodec.H265 : VideoFormat.VideoCodec.H264;
      int width = number(in, MOST_SIDE);
      int height = number(in, MOST_SIDE);
      byte[] vps = bytes(in);
      byte[] sps = bytes(in);
      byte[] pps = bytes(in);
      if (sps.length < 4) {
        throw new IOException("the parameter sets are too short");
      }
      byte[] unit = bytes(in);
      var zones = zones(in);
      var format = new VideoFormat(codec, width, height, sps, pps, vps);
      var picture = I420.allocate(width & ~1, height & ~1);
      boolean[] seen = {false};
      try (var decoder = Decoder.open(format)) {
        Decoder.Sink sink =
            (decoded, ticks) -> {
              if (!seen[0]) {
                decoded.copyInto(picture);
                seen[0] = true;
              }
            };
        decoder.decode(0, true, unit, sink);
        decoder.drain(sink);
      }
      if (!seen[0]) {
        throw new IOException("no picture comes of it");
      }
      for (double detail : PartDetail.of(picture.y(), picture.width(), picture.height(), zones)) {
        System.out.println(String.format(Locale.ROOT, "%.3f", detail));
      }
    }
  }

  private static List<List<Point>> zones(DataInputStream in) throws IOException {
    var zones = new ArrayList<List<Point>>();
    int count = number(in, MOST_ZONES);
    for (int zone = 0; zone < count; zone++) {
      var corners = new ArrayList<Point>();
      int corner = number(in, MOST_CORNERS);
      for (int i = 0; i < corner; i++) {
        corners.add(new Point(in.readDouble(), in.readDouble()));
      }
      zones.add(corners);
    }
    return zones;
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("%d is not a length".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static int number(DataInputStream in, int most) throws IOException {
    try {
      int number = in.readInt();
      if (number >= 1 && number <= most) {
        return number;
      }
      throw new IOException("%d is not a number from 1 to %d".formatted(number, most));
    } catch (EOFException e) {
      throw new IOException("the input ends too early", e);
    }
  }
}
