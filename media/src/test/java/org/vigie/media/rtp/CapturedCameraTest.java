package org.vigie.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.AccessUnit;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

/// A real camera's packets, as they crossed a network (RTP over UDP, captured).
class CapturedCameraTest {

  @TempDir Path folder;
  private final Collected received = new Collected();
  private final VideoStream stream = VideoStream.h264(96, 90_000, null, received);
  private List<byte[]> packets = List.of();

  @BeforeEach
  void readCapture() throws Exception {
    var file = Shared.find("data/streams/rtp_h264_camera.pcap");
    assumeTrue(file.isPresent(), "needs ../shared");
    packets = packets(ByteBuffer.wrap(Files.readAllBytes(file.orElseThrow())));
  }

  @Test
  void gives_one_picture_for_each_timestamp() throws Exception {
    var timestamps = new HashSet<Integer>();
    for (int i = 0; i < packets.size(); i++) {
      feed(packets.get(i), i);
      timestamps.add(ByteBuffer.wrap(packets.get(i)).getInt(4));
    }
    // The capture itself misses one packet, and its sender makes a key frame only when asked to:
    // what follows the loss is not handed on.
    assertThat(stream.lostPackets()).isEqualTo(1);
    assertThat(stream.strayPackets()).isZero();
    assertThat(received.breaks).containsExactly("a packet was lost");
    assertThat(received.pictures.size() + received.dropped).isEqualTo(timestamps.size());
    assertThat(received.pictures).hasSize(24);
  }

  @Test
  void every_picture_decodes() throws Exception {
    assumeTrue(Tool.isThere("ffmpeg"), "needs ffmpeg");
    for (int i = 0; i < packets.size(); i++) {
      feed(packets.get(i), i);
    }
    assertThat(pictureErrors()).isEmpty();
  }

  @Test
  void every_picture_decodes_after_losses_too() throws Exception {
    assumeTrue(Tool.isThere("ffmpeg"), "needs ffmpeg");
    for (int i = 0; i < packets.size(); i++) {
      if (i % 97 != 13) {
        feed(packets.get(i), i);
      }
    }
    assertThat(stream.lostPackets()).isEqualTo(packets.size() / 97 + 2);
    assertThat(received.breaks).isNotEmpty();
    assertThat(pictureErrors()).isEmpty();
  }

  /// What ffmpeg complains about when it decodes what was received.
  private String pictureErrors() throws Exception {
    var units = new ArrayList<AccessUnit>();
    for (var p : received.pictures) {
      units.add(p.unit());
    }
    var out = ByteBuffer.allocate(Mp4.fragmentSize(units));
    Mp4.writeFragment(out, 1, 0, units, units.getLast().ticks() + 3000);
    var init = Mp4.init(received.pictures.get(0).format());
    var file = folder.resolve("camera.mp4");
    Files.write(
        file, ByteBuffer.allocate(init.length + out.capacity()).put(init).put(out.flip()).array());
    assertThat(Tool.decodablePictures(file)).isEqualTo(units.size());
    return Tool.run(
        "ffmpeg", "-v", "error", "-i", file.toString(), "-f", "rawvideo", "-y", "/dev/null");
  }

  private void feed(byte[] packet, int index) throws Exception {
    stream.rtp(packet, 0, packet.length, index * 1_000_000L);
  }

  /// The UDP payloads of an Ethernet capture.
  private static List<byte[]> packets(ByteBuffer capture) {
    capture.order(ByteOrder.LITTLE_ENDIAN).position(24);
    var found = new ArrayList<byte[]>();
    while (capture.hasRemaining()) {
      int length = capture.getInt(capture.position() + 8);
      var packet = new byte[length - 42];
      capture.get(capture.position() + 16 + 42, packet);
      // Ethernet pads short frames; UDP says how long its payload is.
      int udp =
          (capture.get(capture.position() + 16 + 38) & 0xff) << 8
              | (capture.get(capture.position() + 16 + 39) & 0xff);
      found.add(java.util.Arrays.copyOf(packet, udp - 8));
      capture.position(capture.position() + 16 + length);
    }
    return found;
  }
}
