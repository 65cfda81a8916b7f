package org.vigie.bench.evaluate;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.vigie.model.AccessUnit;
import org.vigie.model.MaskedCopies;
import org.vigie.model.VideoFormat;

/// Single pictures of a clip, pixelated as a whole before they leave the eye: nobody can be told
/// from them. One thread only.
final class Stills {

  private static final int MARGIN_UNITS = 8;

  private final EyeUnderTest eye;

  Stills(EyeUnderTest eye) {
    this.eye = eye;
  }

  /// The picture shown nearest to an instant.
  ///
  /// @param s seconds after the clip's first picture
  BufferedImage at(Footage footage, double s) throws IOException {
    var copy = eye.pixelated(new Footage(footage.format(), around(footage.units(), s)));
    var wanted = Footage.START.plusNanos((long) (s * 1e9));
    var units = copy.units();
    int nearest = 0;
    for (int i = 1; i < units.size(); i++) {
      if (away(units.get(i), wanted) < away(units.get(nearest), wanted)) {
        nearest = i;
      }
    }
    return decoded(copy, nearest);
  }

  private static long away(AccessUnit unit, java.time.Instant wanted) {
    return Math.abs(java.time.Duration.between(unit.taken(), wanted).toNanos());
  }

  /// From the key picture before it to a little after it, in the order of decoding.
  private static List<AccessUnit> around(List<AccessUnit> units, double s) {
    int key = 0;
    int end = units.size();
    for (int i = 0; i < units.size(); i++) {
      double at = Footage.seconds(units.get(i).taken());
      if (units.get(i).key() && at <= s) {
        key = i;
      }
      if (at > s) {
        end = Math.min(units.size(), i + MARGIN_UNITS);
        break;
      }
    }
    return units.subList(key, Math.max(end, key + 1));
  }

  private static BufferedImage decoded(MaskedCopies.Copy copy, int number) throws IOException {
    var process =
        new ProcessBuilder(EyeUnderTest.program("org.vigie.eye.DecodeMain"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var format = copy.format();
    int size = format.width() * format.height() * 3 / 2;
    try (var writer = Executors.newVirtualThreadPerTaskExecutor();
        var in = process.getInputStream()) {
      var fed =
          writer.submit(
              () -> {
                feed(process, format, copy.units().subList(0, number + 1));
                return true;
              });
      in.skipNBytes((long) size * number);
      byte[] raw = in.readNBytes(size);
      if (raw.length < size) {
        throw new IOException("a pixelated picture could not be decoded");
      }
      fed.cancel(true);
      return image(raw, format.width(), format.height());
    } finally {
      process.destroy();
    }
  }

  private static void feed(Process process, VideoFormat format, List<AccessUnit> units)
      throws IOException {
    try (var out = new DataOutputStream(process.getOutputStream())) {
      out.writeInt(format.width());
      out.writeInt(format.height());
      var parts = new ArrayList<byte[]>();
      parts.add(format.sequenceParameters());
      parts.add(format.pictureParameters());
      units.forEach(unit -> parts.add(unit.bytes()));
      for (byte[] part : parts) {
        out.writeInt(part.length);
        out.write(part);
      }
    }
  }

  /// BT.601, limited range: what the copies are coded in.
  static BufferedImage image(byte[] i420, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int luma = width * height;
    int half = width / 2;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double l = 1.164 * ((i420[y * width + x] & 255) - 16);
        int at = luma + y / 2 * half + x / 2;
        double u = (i420[at] & 255) - 128;
        double v = (i420[at + luma / 4] & 255) - 128;
        int r = level(l + 1.596 * v);
        int g = level(l - 0.392 * u - 0.813 * v);
        int b = level(l + 2.017 * u);
        image.setRGB(x, y, r << 16 | g << 8 | b);
      }
    }
    return image;
  }

  private static int level(double value) {
    return (int) Math.clamp(Math.round(value), 0, 255);
  }
}
