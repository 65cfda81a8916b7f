package org.vigie.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ClipTest {

  @Test
  void packets_of_any_size_put_together_give_the_stream_back() {
    for (int seed = 0; seed < 60; seed++) {
      int bytes = seed < 30 ? 1370 + seed : seed * 211;
      var stream = Streams.made(12, bytes, seed);
      var clip = Clip.of(stream, Streams.RATE);

      assertThat(together(clip)).as("seed %d", seed).isEqualTo(stream);
    }
  }

  @Test
  void no_packet_is_larger_than_an_ethernet_frame_carries() {
    var clip = Clip.of(Streams.made(5, 50_000, 1), Streams.RATE);
    var bytes = new byte[clip.mostBytes()];
    clip.copy(0, bytes);
    var in = ByteBuffer.wrap(bytes, 0, clip.bytes(0));

    for (int i = 0; i < clip.packetCount(0); i++) {
      int length = in.getShort(in.position() + 2) & 0xffff;
      assertThat(length).isLessThanOrEqualTo(1400);
      in.position(in.position() + 4 + length);
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void the_last_packet_of_a_picture_and_no_other_is_marked() {
    var clip = Clip.of(Streams.made(3, 9000, 1), Streams.RATE);
    for (int picture = 0; picture < clip.length(); picture++) {
      var bytes = new byte[clip.mostBytes()];
      clip.copy(picture, bytes);
      int at = 0;
      for (int i = 0; i < clip.packetCount(picture); i++) {
        assertThat(bytes[at + 5] < 0).isEqualTo(i == clip.packetCount(picture) - 1);
        at += 4 + (ByteBuffer.wrap(bytes).getShort(at + 2) & 0xffff);
      }
    }
  }

  @Test
  void a_stream_without_a_key_picture_first_is_refused() {
    assertThatThrownBy(() -> Clip.of(new byte[] {0, 0, 1, 0x41, (byte) 0x88, 3}, 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key picture");
  }

  private static byte[] together(Clip clip) {
    var out = new ByteArrayOutputStream();
    for (int picture = 0; picture < clip.length(); picture++) {
      var bytes = new byte[clip.mostBytes()];
      clip.copy(picture, bytes);
      int at = 0;
      for (int i = 0; i < clip.packetCount(picture); i++) {
        int length = ByteBuffer.wrap(bytes).getShort(at + 2) & 0xffff;
        payload(out, bytes, at + 16, length - 12);
        at += 4 + length;
      }
    }
    return out.toByteArray();
  }

  private static void payload(ByteArrayOutputStream out, byte[] bytes, int from, int length) {
    var start = new byte[] {0, 0, 0, 1};
    if ((bytes[from] & 31) != 28) {
      out.writeBytes(start);
      out.write(bytes, from, length);
      return;
    }
    if ((bytes[from + 1] & 0x80) != 0) {
      out.writeBytes(start);
      out.write((bytes[from] & 0xe0) | (bytes[from + 1] & 31));
    }
    out.write(bytes, from + 2, length - 2);
  }
}
