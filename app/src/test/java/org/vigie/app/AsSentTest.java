package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Right;
import org.vigie.ingest.CameraSession;
import org.vigie.ingest.SessionSettings;
import org.vigie.ingest.StreamSource;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.model.StreamKind;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecorderSettings;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

/// What decrypted reels hold against what ffmpeg copied of the same camera at the same time: NAL
/// unit by NAL unit, byte for byte. Camera, server and judge are not of this project.
class AsSentTest {

  private static final CameraId YARD = new CameraId("yard");
  private static final Duration LENGTH = Duration.ofSeconds(6);

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void has_what_it_needs() {
    assumeTrue(ForeignCameras.available(), "no shared clips, GStreamer or ffmpeg here");
  }

  @Test
  void h264_is_recorded_byte_for_byte() throws Exception {
    var clip = Shared.find("data/video/car-from-above.mp4").orElseThrow();
    compare(Tool.annexB(clip, folder.resolve("clip.h264")), "h264");
  }

  @Test
  void h265_is_recorded_byte_for_byte() throws Exception {
    var clip = Shared.find("data/video/shop-floor-hevc.mp4").orElseThrow();
    var stream = folder.resolve("clip.h265");
    Tool.run(
        "ffmpeg",
        "-v",
        "error",
        "-i",
        clip.toString(),
        "-t",
        "3",
        "-an",
        "-c:v",
        "copy",
        "-bsf:v",
        "hevc_mp4toannexb",
        stream.toString());
    compare(stream, "hevc");
  }

  private void compare(Path stream, String format) throws Exception {
    try (var cameras = ForeignCameras.start("", Map.of("yard", stream))) {
      var copy = folder.resolve("copy." + format);
      var copying =
          new ProcessBuilder(
                  "ffmpeg",
                  "-v",
                  "error",
                  "-rtsp_transport",
                  "tcp",
                  "-i",
                  cameras.url("yard"),
                  "-t",
                  "" + LENGTH.toSeconds(),
                  "-c",
                  "copy",
                  "-f",
                  format,
                  copy.toString())
              .inheritIO()
              .start();
      List<AccessUnit> units;
      try {
        units = record(cameras.url("yard"), copying);
      } finally {
        copying.destroy();
      }
      var recorded = units.stream().map(AsSentTest::taken).toList();
      var sent = pictures(Files.readAllBytes(copy), format.equals("hevc"));
      requireSame(recorded, sent);
    }
  }

  /// Records until ffmpeg has copied enough, and decrypts what was recorded.
  private List<AccessUnit> record(String url, Process copying) throws Exception {
    var clocks = Clocks.system();
    var from = clocks.wall().minusSeconds(5);
    try (var governance =
            Governance.open(folder, "Town", LegalProfile.builtIn("demo"), Acts.none(), clocks);
        var recorder =
            Recorder.open(
                RecorderSettings.standard(
                    folder.resolve("footage"), folder.resolve("index.db"), "Town"),
                governance.keys(),
                governance.ledger(),
                clocks)) {
      var source = new StreamSource(YARD, StreamKind.MAIN, RtspUrl.parse(url));
      var sink = recorder.camera(YARD, act(from));
      try (var session =
          CameraSession.start(source, SessionSettings.usual(), List.of(sink), clocks)) {
        assertThat(copying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(session.counts().lostPackets()).isZero();
      }
      recorder.flush();
      var span = new Span(from, from.plusSeconds(600));
      var permit =
          governance.permit(
              Actors.LOCAL_ADMINISTRATOR,
              Right.PLAY_BACK,
              Set.of(YARD),
              Optional.of(span),
              "compared with what was sent");
      var units = new ArrayList<AccessUnit>();
      try (var footage = recorder.read(permit, YARD, span)) {
        footage.all().forEach(piece -> units.addAll(piece.units()));
        assertThat(footage.unreadableParts()).isZero();
      }
      return units;
    }
  }

  private static RecordingAct act(Instant from) {
    return new RecordingAct(
        "R-1",
        "Mayor",
        from,
        from.plus(Duration.ofDays(1)),
        Set.of(Purpose.RESCUE_AND_FIRE),
        "the harbour",
        CameraScope.all(),
        Duration.ofDays(1),
        Duration.ofDays(1),
        "");
  }

  /// Both joined the same live stream, neither at the same instant: they overlap.
  private static void requireSame(List<List<byte[]>> recorded, List<List<byte[]>> sent) {
    int skipSent = indexOf(sent, recorded.getFirst());
    int skipRecorded = skipSent >= 0 ? 0 : indexOf(recorded, sent.getFirst());
    assertThat(Math.max(skipSent, skipRecorded)).as("where the two overlap").isNotNegative();
    int from = Math.max(skipSent, 0);
    int overlap = Math.min(sent.size() - from, recorded.size() - skipRecorded);
    assertThat(overlap).as("pictures that both have").isGreaterThan(40);
    // The last one may be cut where either stopped.
    for (int i = 0; i + 1 < overlap; i++) {
      assertThat(recorded.get(skipRecorded + i))
          .as("picture %d", i)
          .containsExactlyElementsOf(sent.get(from + i));
    }
  }

  private static int indexOf(List<List<byte[]>> all, List<byte[]> one) {
    for (int i = 0; i < all.size(); i++) {
      if (Arrays.deepEquals(all.get(i).toArray(), one.toArray())) {
        return i;
      }
    }
    return -1;
  }

  private static List<byte[]> taken(AccessUnit unit) {
    var nals = new ArrayList<byte[]>();
    var bytes = ByteBuffer.wrap(unit.bytes());
    while (bytes.hasRemaining()) {
      var nal = new byte[bytes.getInt()];
      bytes.get(nal);
      nals.add(nal);
    }
    return nals;
  }

  /// An Annex B file's pictures, without what a format holds instead.
  private static List<List<byte[]>> pictures(byte[] annexB, boolean isH265) throws IOException {
    var outside =
        isH265
            ? Set.of(H265.VPS, H265.SPS, H265.PPS, H265.DELIMITER, H265.FILLER)
            : Set.of(H264.SPS, H264.PPS, H264.DELIMITER, H264.FILLER);
    var found = new ArrayList<List<byte[]>>();
    var current = new ArrayList<byte[]>();
    boolean slices = false;
    for (var nal : nals(annexB)) {
      int type = isH265 ? H265.type(nal[0]) : H264.type(nal[0]);
      boolean slice = isH265 ? H265.isSlice(type) : H264.isSlice(type);
      boolean first = slice && nal[isH265 ? 2 : 1] < 0;
      if (slices && (first || !slice && !(isH265 && type == H265.SUFFIX_SEI))) {
        found.add(List.copyOf(current));
        current.clear();
        slices = false;
      }
      if (!outside.contains(type)) {
        current.add(nal);
        slices |= slice;
      }
    }
    found.add(List.copyOf(current));
    return found;
  }

  private static List<byte[]> nals(byte[] bytes) {
    var nals = new ArrayList<byte[]>();
    int from = -1;
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        add(nals, bytes, from, i);
        from = i + 3;
      }
    }
    add(nals, bytes, from, bytes.length);
    return nals;
  }

  private static void add(List<byte[]> nals, byte[] bytes, int from, int to) {
    int end = to;
    while (from >= 0 && end > from && bytes[end - 1] == 0) {
      end--;
    }
    if (from >= 0 && end > from) {
      nals.add(Arrays.copyOfRange(bytes, from, end));
    }
  }
}
