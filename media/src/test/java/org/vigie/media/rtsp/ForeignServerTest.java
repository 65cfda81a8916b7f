package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.base.login.Credentials;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.media.mp4.Mp4;
import org.vigie.media.rtp.Collected;
import org.vigie.model.AccessUnit;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

/// Against an RTSP server and an H.264 encoder that nobody of this project wrote.
class ForeignServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir static Path folder;
  private static Path clip = Path.of("");
  private static Path hevc = Path.of("");
  private static ForeignCameras open;
  private static ForeignCameras closed;

  @BeforeAll
  static void serve() throws Exception {
    assumeTrue(ForeignCameras.available(), "needs ../shared, ffmpeg, GStreamer's RTSP server");
    var source = Shared.find("data/video/car-from-above.mp4").orElseThrow();
    clip = folder.resolve("clip.h264");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-i",
        source.toString(),
        "-t",
        "4",
        "-an",
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-g",
        "15",
        "-bf",
        "0",
        "-x264-params",
        "slices=3",
        "-pix_fmt",
        "yuv420p",
        "-bsf:v",
        "h264_mp4toannexb",
        clip.toString());
    hevc = folder.resolve("clip.h265");
    Tool.run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-i",
        Shared.find("data/video/shop-floor-hevc.mp4").orElseThrow().toString(),
        "-t",
        "2",
        "-an",
        "-c:v",
        "copy",
        "-bsf:v",
        "hevc_mp4toannexb",
        hevc.toString());
    open = ForeignCameras.start("", Map.of("street", clip, "shop", hevc));
    closed = ForeignCameras.start("viewer:pa:ss@word/1", Map.of("street", clip));
  }

  @AfterAll
  static void end() {
    if (open != null) {
      open.close();
    }
    if (closed != null) {
      closed.close();
    }
  }

  @Test
  void hands_on_every_picture_byte_for_byte() throws Exception {
    requireSame(receive(RtspUrl.parse(open.url("street")), 100), pictures(clip, false));
  }

  @Test
  void hands_on_every_picture_of_h265_byte_for_byte() throws Exception {
    var received = receive(RtspUrl.parse(open.url("shop")), 100);
    requireSame(received, pictures(hevc, true));
    assertThat(received.pictures.get(0).format()).hasToString("H265 1920x1080");
  }

  private static void requireSame(Collected received, List<byte[]> sent) {
    int at = indexOf(sent, received.pictures.get(0).bytes());
    assertThat(at).describedAs("first picture is among those sent").isNotNegative();
    for (int i = 0; i < received.pictures.size(); i++) {
      assertThat(received.pictures.get(i).bytes()).isEqualTo(sent.get((at + i) % sent.size()));
    }
    assertThat(received.breaks).isEmpty();
    assertThat(received.jumps).isZero();
    assertThat(received.pictures.get(0).key()).isTrue();
    assertThat(received.pictures).allMatch(p -> p.format() == received.pictures.get(0).format());
  }

  @Test
  void what_is_received_plays_elsewhere() throws Exception {
    var received = receive(RtspUrl.parse(open.url("street")), 60);

    var units = new ArrayList<AccessUnit>();
    for (var picture : received.pictures) {
      units.add(picture.unit());
    }
    var file = folder.resolve("received.mp4");
    long end = units.getLast().ticks() + 3000;
    var out = ByteBuffer.allocate(Mp4.fragmentSize(units));
    Mp4.writeFragment(out, 1, 0, units, end);
    Files.write(file, Mp4.init(received.pictures.get(0).format()));
    Files.write(file, out.array(), java.nio.file.StandardOpenOption.APPEND);

    assertThat(Tool.decodablePictures(file)).isEqualTo(units.size());
    var said =
        Tool.run("ffmpeg", "-v", "warning", "-xerror", "-i", file.toString(), "-f", "null", "-");
    assertThat(said).isEmpty();
  }

  @Test
  void logs_in_with_digest() throws Exception {
    var url = closed.url("street").replace("rtsp://", "rtsp://viewer:pa%3Ass%40word%2F1@");
    assertThat(receive(RtspUrl.parse(url), 5).pictures).isNotEmpty();

    var plain = RtspUrl.parse(closed.url("street"));
    var apart = plain.with(new Credentials("viewer", "pa:ss@word/1"));
    assertThat(receive(apart, 5).pictures).isNotEmpty();
  }

  @Test
  void says_why_the_login_failed_without_the_password() throws Exception {
    var wrong = RtspUrl.parse(closed.url("street").replace("://", "://viewer:hunter2@"));
    assertThatThrownBy(() -> receive(wrong, 1))
        .isInstanceOf(MediaException.Refused.class)
        .hasMessage("yard: DESCRIBE: the camera refuses the user name or password (RTSP 401)");

    var none = RtspUrl.parse(closed.url("street"));
    assertThatThrownBy(() -> receive(none, 1))
        .isInstanceOf(MediaException.Refused.class)
        .hasMessageContaining("asks for a user name and password, and none is configured");
  }

  @Test
  void says_that_there_is_no_such_stream() throws Exception {
    var nowhere = RtspUrl.parse(open.url("nowhere"));
    assertThatThrownBy(() -> receive(nowhere, 1))
        .isInstanceOf(MediaException.Refused.class)
        .hasMessage("yard: DESCRIBE: the camera has no stream at this path (RTSP 404)");
  }

  private static Collected receive(RtspUrl url, int pictures) throws MediaException {
    var received = new Collected();
    var clocks = Clocks.system();
    var deadline = clocks.elapsed().plusSeconds(20);
    try (var client = RtspClient.open("yard", url, PATIENCE, received, clocks)) {
      while (received.pictures.size() < pictures && clocks.elapsed().compareTo(deadline) < 0) {
        client.read(Duration.ofSeconds(1));
      }
    }
    assertThat(received.pictures).hasSizeGreaterThanOrEqualTo(pictures);
    return received;
  }

  private static int indexOf(List<byte[]> all, byte[] one) {
    for (int i = 0; i < all.size(); i++) {
      if (Arrays.equals(all.get(i), one)) {
        return i;
      }
    }
    return -1;
  }

  /// The file's access units in the form that [AccessUnit] wants, taken apart the slow way.
  private static List<byte[]> pictures(Path file, boolean isH265) throws Exception {
    var annexB = Files.readAllBytes(file);
    var found = new ArrayList<byte[]>();
    var unit = ByteBuffer.allocate(annexB.length + 1000);
    boolean slices = false;
    for (var nal : nals(annexB)) {
      int type = isH265 ? H265.type(nal[0]) : H264.type(nal[0]);
      boolean slice = isH265 ? H265.isSlice(type) : H264.isSlice(type);
      boolean first = slice && nal[isH265 ? 2 : 1] < 0;
      if (slices && (first || !slice && type != H265.SUFFIX_SEI)) {
        found.add(Arrays.copyOf(unit.array(), unit.position()));
        unit.clear();
        slices = false;
      }
      var taken =
          isH265
              ? Set.of(H265.VPS, H265.SPS, H265.PPS, H265.DELIMITER, H265.FILLER)
              : Set.of(H264.SPS, H264.PPS, H264.DELIMITER, H264.FILLER);
      if (!taken.contains(type)) {
        unit.putInt(nal.length).put(nal);
        slices |= slice;
      }
    }
    found.add(Arrays.copyOf(unit.array(), unit.position()));
    return found;
  }

  private static List<byte[]> nals(byte[] bytes) {
    var starts = new ArrayList<Integer>();
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        starts.add(i + 3);
      }
    }
    var nals = new ArrayList<byte[]>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) - 3 : bytes.length;
      while (i + 1 < starts.size() && bytes[end - 1] == 0) {
        end--;
      }
      nals.add(Arrays.copyOfRange(bytes, starts.get(i), end));
    }
    return nals;
  }
}
