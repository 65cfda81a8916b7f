package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.vigie.model.VideoFormat;

/// Decodes H.264 pictures from standard input to raw I420 pictures on standard output: the way back
/// of [EncodeMain], for pictures that Vigie has coded itself, such as masked copies.
///
/// The input is, in numbers of four bytes, width and height, then SPS and PPS, each behind its
/// length, then the units, each behind its length; their NAL units are again behind their lengths.
/// For each unit one picture comes out, in order. Ends with 0 at the end of the input, with 1 and a
/// sentence otherwise.
public final class DecodeMain {

  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_SIDE = 16_384;

  private DecodeMain() {}

  public static void main(String[] arguments) {
    int status = 0;
    try {
      av_log_set_level(AV_LOG_QUIET);
      run();
    } catch (IllegalArgumentException | IOException | UncheckedIOException | NativeFailure e) {
      System.err.println("decode: " + e.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  private static void run() throws IOException, NativeFailure {
    try (var in =
            new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
      int width = number(in, MOST_SIDE);
      int height = number(in, MOST_SIDE);
      byte[] sps = in.readNBytes(number(in, MOST_BYTES));
      byte[] pps = in.readNBytes(number(in, MOST_BYTES));
      if (sps.length < 4) {
        throw new IOException("the parameter sets are too short");
      }
      var picture = I420.allocate(width, height);
      var format = new VideoFormat(VideoFormat.VideoCodec.H264, width, height, sps, pps);
      try (var decoder = Decoder.open(format)) {
        Decoder.Sink sink =
            (decoded, ticks) -> {
              decoded.copyInto(picture);
              write(picture, out);
            };
        long units = 0;
        for (byte[] unit = unit(in); unit.length > 0; unit = unit(in)) {
          decoder.decode(units++, true, unit, sink);
        }
        decoder.drain(sink);
      }
    }
  }

  /// The next unit; an empty one at the end of the input.
  private static byte[] unit(DataInputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return new byte[0];
    }
    in.reset();
    byte[] unit = new byte[number(in, MOST_BYTES)];
    in.readFully(unit);
    return unit;
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

  private static void write(I420 picture, OutputStream out) {
    try {
      out.write(picture.y());
      out.write(picture.u());
      out.write(picture.v());
    } catch (IOException e) {
      throw new UncheckedIOException("nobody reads the output: " + e.getMessage(), e);
    }
  }
}
