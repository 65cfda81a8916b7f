package org.vigie.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.media.mp4.Mp4;
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.model.AccessUnit;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

/// Pictures that are not sent in the order in which they are shown, from encoders and a sender that
/// nobody of this project wrote: what is recorded of them plays as the source does.
class ReorderedPicturesTest {

  @TempDir Path folder;

  @Test
  void h264_with_pyramids_of_b_frames_plays_in_order() throws Exception {
    playsAsSent("h264", "-c:v", "libx264", "-x264-params", "bframes=3:b-pyramid=normal:keyint=20");
  }

  @Test
  void h265_with_open_groups_of_pictures_plays_in_order() throws Exception {
    playsAsSent(
        "hevc", "-c:v", "libx265", "-x265-params", "bframes=4:keyint=20:open-gop=1:log-level=none");
  }

  private void playsAsSent(String codec, String... encode) throws Exception {
    var source = Shared.find("data/video/car-from-above.mp4");
    assumeTrue(source.isPresent() && Tool.isThere("ffmpeg"), "needs ../shared and ffmpeg");
    var clip = folder.resolve("clip.mp4");
    var command =
        new ArrayList<>(List.of("ffmpeg", "-v", "error", "-i", source.orElseThrow().toString()));
    command.addAll(List.of("-frames:v", "70", "-an", "-s", "320x180", "-preset", "fast"));
    command.addAll(List.of(encode));
    command.addAll(List.of("-y", clip.toString()));
    Tool.run(command.toArray(String[]::new));

    var received = new Collected();
    receive(clip, codec, received);
    assertThat(received.breaks).isEmpty();
    assertThat(received.pictures).anyMatch(p -> p.compositionTicks() != 0);
    var units = received.pictures.stream().map(Collected.Picture::unit).toList();
    for (int i = 1; i < units.size(); i++) {
      assertThat(units.get(i).ticks()).isGreaterThan(units.get(i - 1).ticks());
    }

    var film = write(received, units);
    assertThat(Mp4Reader.movie(ByteBuffer.wrap(Files.readAllBytes(film))).fragments())
        .flatExtracting(f -> f.samples().stream().map(s -> s.unit(units.get(0).wall())).toList())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("wall", "ticks")
        .isEqualTo(units);
    // Each decoded picture and when it is shown, but for the origin of the time line.
    assertThat(shown(film)).isEqualTo(shown(clip)).hasSize(70);
  }

  private void receive(Path clip, String codec, Collected into) throws Exception {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setReceiveBufferSize(4 * 1024 * 1024);
      var stream =
          codec.equals("h264")
              ? VideoStream.h264(96, 90_000, null, into)
              : VideoStream.h265(96, 90_000, false, null, into);
      var to = "rtp://127.0.0.1:" + socket.getLocalPort() + "?pkt_size=1200";
      var filter = codec.equals("h264") ? "h264_mp4toannexb" : "hevc_mp4toannexb";
      Tool.run(
          "ffmpeg",
          "-v",
          "error",
          "-readrate",
          "20",
          "-i",
          clip.toString(),
          "-c",
          "copy",
          "-bsf:v",
          filter,
          "-payload_type",
          "96",
          "-f",
          "rtp",
          to);
      socket.setSoTimeout(200);
      var packet = new DatagramPacket(new byte[2048], 2048);
      long now = 0;
      try {
        while (true) {
          socket.receive(packet);
          now += 1_000_000;
          stream.rtp(packet.getData(), 0, packet.getLength(), now);
        }
      } catch (SocketTimeoutException e) {
        // All that was sent has come.
      }
    }
  }

  private Path write(Collected received, List<AccessUnit> units) throws Exception {
    var film = folder.resolve("film.mp4");
    var init = Mp4.init(received.pictures.get(0).format());
    var out = ByteBuffer.allocate(init.length + Mp4.fragmentSize(units)).put(init);
    Mp4.writeFragment(out, 1, 0, units, units.getLast().ticks() + 3600);
    assertThat(out.hasRemaining()).isFalse();
    Files.write(film, out.array());
    return film;
  }

  /// Of each picture, in the order of showing: how long after the first, in ms, and what it shows.
  private static List<String> shown(Path file) throws Exception {
    var printed =
        Tool.run(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            file.toString(),
            "-fps_mode",
            "passthrough",
            "-copyts",
            "-enc_time_base",
            "1:90000",
            "-f",
            "framemd5",
            "-");
    var lines = printed.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList();
    long origin = 0;
    var found = new ArrayList<String>();
    for (var line : lines) {
      var fields = line.split(",\\s*");
      long at = Long.parseLong(fields[2].strip());
      origin = found.isEmpty() ? at : origin;
      found.add(Math.round((at - origin) / 90.0) + " " + fields[5].strip());
    }
    return found;
  }
}
