package org.vigie.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// Forty real pictures, 96x64, ten a second, a key frame every ten: encoded by x264 from a test
/// pattern, one slice each.
final class Pictures {

  static final int TICKS = AccessUnit.TICKS_PER_SECOND / 10;
  static final int COUNT = 40;
  static final int GROUP = 10;

  private final VideoFormat format;
  private final List<byte[]> slices = new ArrayList<>();

  Pictures() {
    byte[] sps = {};
    byte[] pps = {};
    for (var nal : split(read())) {
      switch (H264.type(nal[0])) {
        case H264.SPS -> sps = nal;
        case H264.PPS -> pps = nal;
        case H264.SLICE, H264.IDR_SLICE -> slices.add(nal);
        default -> {}
      }
    }
    try {
      format = H264.format(sps, pps);
    } catch (MediaException e) {
      throw new IllegalStateException(e);
    }
  }

  VideoFormat format() {
    return format;
  }

  /// The n-th picture of an endless repetition, taken n tenths of a second after `start`.
  AccessUnit unit(int n, Instant start) {
    var nal = slices.get(n % COUNT);
    var bytes = ByteBuffer.allocate(4 + nal.length).putInt(nal.length).put(nal).array();
    boolean key = H264.type(nal[0]) == H264.IDR_SLICE;
    var wall = start.plus(Duration.ofMillis(100L * n));
    return new AccessUnit((long) n * TICKS, wall, key, bytes);
  }

  /// As the other, with so many bytes of filler behind it.
  AccessUnit padded(int n, Instant start, int filler) {
    var unit = unit(n, start);
    if (filler == 0) {
      return unit;
    }
    var bytes = ByteBuffer.allocate(unit.bytes().length + 4 + filler).put(unit.bytes());
    bytes.putInt(filler).put((byte) H264.FILLER);
    return new AccessUnit(unit.ticks(), unit.wall(), unit.key(), bytes.array());
  }

  private static byte[] read() {
    try (var in = Pictures.class.getResourceAsStream("pictures.h264")) {
      return java.util.Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Annex B: units between start codes, without trailing zeros.
  private static List<byte[]> split(byte[] stream) {
    var nals = new ArrayList<byte[]>();
    int from = -1;
    for (int i = 0; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        if (from >= 0) {
          nals.add(trimmed(stream, from, i));
        }
        from = i + 3;
      }
    }
    nals.add(trimmed(stream, from, stream.length));
    return nals;
  }

  private static byte[] trimmed(byte[] stream, int from, int to) {
    int end = to;
    while (end > from && stream[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOfRange(stream, from, end);
  }
}
