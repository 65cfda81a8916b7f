package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Codes raw I420 pictures from standard input as H.264 Annex B on standard output.
///
/// `--width W --height H --rate R --bitrate B --gop G`: pixels, pictures a second, bits a second,
/// and pictures from one key picture to the next. Parameter sets stand before each key picture;
/// there is no reordering. Ends with 0 at the end of the input, with 1 and a sentence otherwise.
public final class EncodeMain {

  private static final List<String> OPTIONS =
      List.of("--width", "--height", "--rate", "--bitrate", "--gop");

  private EncodeMain() {}

  public static void main(String[] arguments) {
    int status = 0;
    try {
      av_log_set_level(AV_LOG_ERROR);
      run(read(arguments));
    } catch (IllegalArgumentException | IOException | UncheckedIOException | NativeFailure e) {
      System.err.println("encode: " + e.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  private record Options(int width, int height, int rate, int bitrate, int gop) {}

  private static void run(Options options) throws IOException, NativeFailure {
    var picture = I420.allocate(options.width, options.height);
    try (var in = new FileInputStream(FileDescriptor.in);
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        var encoder =
            Encoder.open(
                options.width, options.height, options.rate, options.bitrate, options.gop)) {
      Encoder.Sink sink =
          (annexB, ticks, key) -> {
            try {
              out.write(annexB);
            } catch (IOException e) {
              throw new UncheckedIOException("nobody reads the output: " + e.getMessage(), e);
            }
          };
      for (long number = 0; fill(in, picture, number); number++) {
        encoder.encode(picture, number * 90_000 / options.rate, number == 0, sink);
      }
      encoder.finish(sink);
    }
  }

  private static boolean fill(InputStream in, I420 picture, long number) throws IOException {
    int first = in.readNBytes(picture.y(), 0, picture.y().length);
    if (first == 0) {
      return false;
    }
    if (first < picture.y().length
        || in.readNBytes(picture.u(), 0, picture.u().length) < picture.u().length
        || in.readNBytes(picture.v(), 0, picture.v().length) < picture.v().length) {
      throw new IOException("the input ends inside picture " + number);
    }
    return true;
  }

  private static Options read(String[] arguments) {
    var values = new int[OPTIONS.size()];
    for (int i = 0; i < arguments.length; i += 2) {
      int option = OPTIONS.indexOf(arguments[i]);
      if (option < 0 || i + 1 == arguments.length) {
        throw usage();
      }
      values[option] = number(arguments[i + 1]);
    }
    for (int value : values) {
      if (value < 1) {
        throw usage();
      }
    }
    return new Options(values[0], values[1], values[2], values[3], values[4]);
  }

  private static int number(String argument) {
    try {
      return Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      throw usage();
    }
  }

  private static IllegalArgumentException usage() {
    return new IllegalArgumentException(
        "usage: " + String.join(" N ", OPTIONS) + " N, each a whole number of at least 1");
  }
}
