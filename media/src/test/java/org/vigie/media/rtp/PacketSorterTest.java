package org.vigie.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacketSorterTest {

  private static final byte[] SPS =
      Base64.getDecoder().decode("Z00AKp2oHgCJ+WbgICAoAAADAAgAAAMAfCA=");
  private static final byte[] PPS = Base64.getDecoder().decode("aO48gA==");

  @Test
  void puts_overtaken_packets_back_into_order() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var packets = packets(random, 30);
      // Each may be late by some places.
      for (int i = 0; i + 1 < packets.size(); i++) {
        if (random.nextInt(3) == 0) {
          var late = packets.remove(i);
          packets.add(Math.min(packets.size(), i + 1 + random.nextInt(20)), late);
        }
      }
      // The first one that comes is where the stream begins.
      packets.sort((a, b) -> isFirst(a) ? -1 : isFirst(b) ? 1 : 0);
      var got = new Collected();
      var stream = VideoStream.h264(96, 90_000, null, got);
      var sorter = new PacketSorter(stream);
      long now = 0;
      for (var packet : packets) {
        sorter.take(packet, 0, packet.length, now += 100_000);
      }
      assertThat(got.pictures).as("seed %d", seed).hasSize(30);
      assertThat(stream.lostPackets()).as("seed %d", seed).isZero();
      assertThat(sorter.isWaiting()).isFalse();
    }
  }

  @Test
  void waits_no_longer_than_its_patience_for_one_that_is_lost() throws Exception {
    var packets = packets(new SplittableRandom(1), 3);
    packets.remove(4);
    var got = new Collected();
    var stream = VideoStream.h264(96, 90_000, null, got);
    var sorter = new PacketSorter(stream);
    for (var packet : packets) {
      sorter.take(packet, 0, packet.length, 5);
    }
    assertThat(sorter.isWaiting()).isTrue();
    sorter.expire(5 + PacketSorter.PATIENCE_NANOS);
    assertThat(sorter.isWaiting()).isTrue();
    sorter.expire(6 + PacketSorter.PATIENCE_NANOS);
    assertThat(sorter.isWaiting()).isFalse();
    assertThat(stream.lostPackets()).isEqualTo(1);
  }

  @Test
  void survives_any_datagrams() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      var stream = VideoStream.h264(96, 90_000, null, new Collected());
      var sorter = new PacketSorter(stream);
      var reception = new Reception(90_000, 7, "name");
      try {
        for (int i = 0; i < 400; i++) {
          var packet = ByteBuffer.allocate(12 + random.nextInt(60));
          random.nextBytes(packet.array());
          packet.put(0, (byte) 0x80).put(1, (byte) 96).putInt(8, random.nextInt(2));
          sorter.take(packet.array(), 0, packet.capacity(), i * 1_000_000L);
          reception.arrived(packet.array(), 0, packet.capacity(), i * 1_000_000L);
          reception.reported(packet.array(), 0, packet.capacity(), i * 1_000_000L);
          reception.report(i * 1_000_000L);
        }
      } catch (org.vigie.media.MediaException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void reports_how_much_was_lost() {
    var reception = new Reception(90_000, 7, "name");
    var camera = new RtpPackets();
    int sent = 0;
    for (int i = 0; i < 100; i++) {
      var packet = camera.packet(new byte[10], false);
      if (i % 4 != 3) {
        reception.arrived(packet, 0, packet.length, i * 40_000_000L);
        sent++;
      }
      camera.timestamp += 3600;
    }
    var report = ByteBuffer.wrap(reception.report(5_000_000_000L));
    assertThat(report.getInt(4)).isEqualTo(7);
    assertThat(report.getInt(8)).isEqualTo(camera.ssrc);
    // The last one that was sent did not come, so it is not missed yet.
    assertThat(report.getInt(12) & 0xff_ffff).isEqualTo(99 - sent);
    assertThat(report.get(12) & 0xff).isEqualTo((99 - sent) * 256 / 99);
    assertThat(report.getInt(16)).isEqualTo(65_530 + 98);
    assertThat(report.getInt(20)).as("jitter of a steady camera").isZero();
  }

  private static boolean isFirst(byte[] packet) {
    return ByteBuffer.wrap(packet).getShort(2) == (short) 65_530;
  }

  private static List<byte[]> packets(SplittableRandom random, int pictures) {
    var camera = new RtpPackets();
    var all = new ArrayList<byte[]>();
    for (int i = 0; i < pictures; i++) {
      var slice = RtpPackets.slice(i == 0, 1500, random);
      all.addAll(camera.picture(i == 0 ? List.of(SPS, PPS, slice) : List.of(slice)));
      camera.timestamp += 3600;
    }
    return all;
  }
}
