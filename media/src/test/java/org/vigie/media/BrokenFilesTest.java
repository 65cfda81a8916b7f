package org.vigie.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.vigie.media.h264.H264;
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.media.rtp.Collected;
import org.vigie.media.rtp.RtpPackets;
import org.vigie.media.rtp.VideoStream;
import org.vigie.testkit.Shared;

/// Files that somebody damaged, each with one expectation: MP4 as our reader takes it, elementary
/// streams as a camera would send them.
class BrokenFilesTest {

  private static final String FOLDER = "data/streams/broken/";

  /// Our reader takes fragmented files of 90000 ticks a second; these are none, or cut.
  private static final String MP4 =
      """
      bitflips_in_mdat = the MP4 track does not count 90000 ticks a second
      empty = the MP4 data have no 'moov' box
      fragmented_cut_inside_mdat = the MP4 data end inside a box, or its length is wrong
      fragmented_cut_inside_moof = the MP4 data end inside a box, or its length is wrong
      html_error_page = the MP4 data end inside a box, or its length is wrong
      ok_reference = the MP4 track does not count 90000 ticks a second
      truncated_faststart_60pct = the MP4 data end inside a box, or its length is wrong
      truncated_no_moov = the MP4 data end inside a box, or its length is wrong
      wrong_extension_ts = the MP4 data end inside a box, or its length is wrong
      zero_hole_20k = the MP4 track does not count 90000 ticks a second
      """;

  private static final String STREAMS =
      """
      dropped_5pct_nals = 94 pictures, 0 dropped, formats [768x432], 0 breaks
      garbage_prefix = 101 pictures, 0 dropped, formats [768x432], 0 breaks
      no_sps_pps = 0 pictures, 101 dropped, formats [], 0 breaks
      resolution_change_midstream = 303 pictures, 0 dropped, formats [768x432, 384x216, 768x432], 0 breaks
      starts_mid_gop = 78 pictures, 13 dropped, formats [768x432], 0 breaks
      """;

  @TestFactory
  Stream<DynamicTest> mp4() {
    return each(MP4, name -> mp4(Files.readAllBytes(Shared.find(FOLDER + name + ".mp4").get())));
  }

  @TestFactory
  Stream<DynamicTest> elementary_streams() {
    return each(
        STREAMS, name -> sent(Files.readAllBytes(Shared.find(FOLDER + name + ".h264").get())));
  }

  private interface Reading {
    String of(String name) throws IOException;
  }

  private static Stream<DynamicTest> each(String table, Reading reading) {
    assumeTrue(Shared.find(FOLDER).isPresent(), "needs ../shared");
    return table
        .lines()
        .map(line -> line.split(" = ", 2))
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair[0], () -> assertThat(reading.of(pair[0])).isEqualTo(pair[1])));
  }

  private static String mp4(byte[] bytes) {
    try {
      return Mp4Reader.movie(ByteBuffer.wrap(bytes)).format().toString();
    } catch (MediaException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// Sends the file's pictures as RTP, 40 ms apart.
  private static String sent(byte[] annexB) {
    var camera = new RtpPackets();
    var got = new Collected();
    var stream = VideoStream.h264(96, 90_000, null, got);
    long now = 0;
    try {
      var picture = new ArrayList<byte[]>();
      boolean slices = false;
      for (var nal : nals(annexB)) {
        int type = H264.type(nal[0]);
        boolean slice = H264.isSlice(type);
        if (slices && (!slice || nal.length > 1 && nal[1] < 0)) {
          now = send(stream, camera, picture, now);
          picture.clear();
          slices = false;
        }
        slices |= slice;
        picture.add(nal);
      }
      send(stream, camera, picture, now);
    } catch (MediaException e) {
      return String.valueOf(e.getMessage());
    }
    var formats = new ArrayList<String>();
    for (var one : got.pictures) {
      var size = one.format().width() + "x" + one.format().height();
      if (formats.isEmpty() || !formats.getLast().equals(size)) {
        formats.add(size);
      }
    }
    return "%d pictures, %d dropped, formats %s, %d breaks"
        .formatted(got.pictures.size(), got.dropped, formats, got.breaks.size());
  }

  private static long send(VideoStream stream, RtpPackets camera, List<byte[]> picture, long now)
      throws MediaException {
    for (var packet : camera.picture(picture)) {
      stream.rtp(packet, 0, packet.length, now);
    }
    camera.timestamp += 3600;
    return now + 40_000_000;
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
