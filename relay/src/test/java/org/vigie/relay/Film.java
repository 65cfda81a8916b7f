package org.vigie.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;
import org.vigie.testkit.Tool;

/// Two seconds of a test pattern, 320x180, 25 pictures a second, a key picture every ten, one slice
/// each; coded by FFmpeg when the test runs.
final class Film {

  private static final int GROUP = 10;
  private static final int START_CODE = 3;

  private final VideoFormat format;
  private final List<byte[]> slices = new ArrayList<>();

  /// @param coder `libx264` or `libx265`
  Film(Path folder, String coder) throws IOException, InterruptedException {
    boolean later = coder.equals("libx265");
    var file = folder.resolve(later ? "film.h265" : "film.h264");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=25:duration=2",
        "-c:v",
        coder,
        later ? "-x265-params" : "-x264-params",
        later
            ? "keyint=10:min-keyint=10:scenecut=0:bframes=0:slices=1:repeat-headers=1:log-level=none:open-gop=0"
            : "keyint=10:min-keyint=10:scenecut=0:bframes=0:slices=1:threads=1",
        "-pix_fmt",
        "yuv420p",
        file.toString());
    byte[] sps = {};
    byte[] pps = {};
    byte[] vps = {};
    for (var nal : split(Files.readAllBytes(file))) {
      int type = later ? nal[0] >> 1 & 0x3f : nal[0] & 0x1f;
      if (type == (later ? 33 : 7)) {
        sps = nal;
      } else if (type == (later ? 34 : 8)) {
        pps = nal;
      } else if (later && type == 32) {
        vps = nal;
      } else if (later ? type < 32 : type == 1 || type == 5) {
        slices.add(nal);
      }
    }
    format =
        new VideoFormat(
            later ? VideoFormat.VideoCodec.H265 : VideoFormat.VideoCodec.H264,
            320,
            180,
            sps,
            pps,
            vps);
  }

  VideoFormat format() {
    return format;
  }

  /// The n-th picture of an endless repetition.
  ///
  /// @param filler bytes of filler behind it (H.264)
  AccessUnit unit(int n, Instant start, int filler) {
    var nal = slices.get(n % slices.size());
    var bytes = ByteBuffer.allocate(4 + nal.length + (filler == 0 ? 0 : 4 + filler));
    bytes.putInt(nal.length).put(nal);
    if (filler > 0) {
      bytes.putInt(filler).put((byte) 12);
    }
    return new AccessUnit(3_600L * n, start.plusMillis(40L * n), n % GROUP == 0, bytes.array());
  }

  private static List<byte[]> split(byte[] stream) {
    var nals = new ArrayList<byte[]>();
    int from = -1;
    for (int at = 0; at + START_CODE <= stream.length; at++) {
      if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
        add(nals, stream, from, at);
        from = at + START_CODE;
      }
    }
    add(nals, stream, from, stream.length);
    return nals;
  }

  private static void add(List<byte[]> nals, byte[] stream, int from, int to) {
    int end = to;
    while (from >= 0 && end > from && stream[end - 1] == 0) {
      end--;
    }
    if (from >= 0 && end > from) {
      nals.add(Arrays.copyOfRange(stream, from, end));
    }
  }
}
