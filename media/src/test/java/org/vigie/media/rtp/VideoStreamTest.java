package org.vigie.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.media.rtp.RtpPackets.slice;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vigie.media.GoCorpus;
import org.vigie.media.MediaException;

class VideoStreamTest {

  /// A VStarcam's, 1920x1080, and a GW Security's sub-stream's.
  private static final byte[] SPS = base64("Z00AKp2oHgCJ+WbgICAoAAADAAgAAAMAfCA=");

  private static final byte[] OTHER_SPS = base64("Z0LAHtkDxWhAAAADAEAAAAwDxYuS");
  private static final byte[] PPS = base64("aO48gA==");
  private static final byte[] SEI = {6, 5, 1, 42, (byte) 0x80};
  private static final byte[] DELIMITER = {9, (byte) 0xf0};

  private final SplittableRandom random = new SplittableRandom(7);
  private final RtpPackets camera = new RtpPackets();
  private final Collected received = new Collected();
  private final VideoStream stream = VideoStream.h264(96, 90_000, null, received);
  private long now = 1_000_000_000L;

  @Test
  void puts_pictures_together_as_they_were() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      var dice = new SplittableRandom(seed);
      var packets = new RtpPackets();
      packets.most = 4 + dice.nextInt(1500);
      packets.sequence = dice.nextInt();
      packets.timestamp = dice.nextInt();
      var got = new Collected();
      var tested = VideoStream.h264(96, 90_000, null, got);
      var sent = new ArrayList<byte[]>();
      long at = 0;
      for (int i = 0; i < 20; i++) {
        boolean key = i % 7 == 0;
        var nals = new ArrayList<byte[]>();
        if (key) {
          nals.addAll(List.of(DELIMITER, SPS, PPS, SEI));
        }
        int slices = 1 + dice.nextInt(3);
        for (int s = 0; s < slices; s++) {
          nals.add(slice(key, 4 + dice.nextInt(5000), dice));
        }
        nals.addAll(dice.nextBoolean() ? List.of(new byte[] {12, -1, -1, -128}) : List.of());
        sent.add(unit(nals.stream().filter(n -> (n[0] & 31) < 7).toList()));
        for (var packet : packets.picture(nals)) {
          // Anywhere in a larger buffer, as it is read.
          var buffer = new byte[packet.length + 9];
          System.arraycopy(packet, 0, buffer, 5, packet.length);
          tested.rtp(buffer, 5, packet.length, at);
        }
        packets.timestamp += 3600;
        at += 40_000_000;
      }
      assertThat(got.pictures).describedAs("seed %d", seed).hasSameSizeAs(sent);
      for (int i = 0; i < sent.size(); i++) {
        var picture = got.pictures.get(i);
        assertThat(picture.bytes()).describedAs("seed %d", seed).isEqualTo(sent.get(i));
        assertThat(picture.key()).isEqualTo(i % 7 == 0);
        assertThat(picture.ticks()).isEqualTo(3600L * i);
      }
    }
  }

  @Test
  void takes_parameters_sent_together_in_one_packet() throws Exception {
    send(List.of(camera.aggregate(List.of(SPS, PPS, SEI), false)));
    send(camera.nal(slice(true, 3000, random), true));

    assertThat(received.pictures).hasSize(1);
    assertThat(received.pictures.get(0).format().width()).isEqualTo(1920);
    assertThat(received.pictures.get(0).format().height()).isEqualTo(1080);
  }

  @Test
  void takes_small_pictures_aggregated_after_a_loss() throws Exception {
    sendPicture(true);
    camera.sequence++;
    send(List.of(camera.aggregate(List.of(slice(true, 90, random), SEI), true)));

    assertThat(received.pictures).hasSize(2);
  }

  @Test
  void parts_nal_units_that_a_camera_has_glued_together() throws Exception {
    var slice = slice(true, 900, random);
    var glued = ByteBuffer.allocate(2000);
    glued.put(SPS).putInt(1).put(PPS).put(new byte[] {0, 0, 1}).put(SEI).putInt(1).put(slice);
    camera.most = 300;
    send(camera.nal(java.util.Arrays.copyOf(glued.array(), glued.position()), true));

    assertThat(received.pictures).hasSize(1);
    assertThat(received.pictures.get(0).bytes()).isEqualTo(unit(List.of(SEI, slice)));
    assertThat(received.pictures.get(0).key()).isTrue();
  }

  @Test
  void ends_pictures_where_the_timestamp_changes_if_no_marker_comes() throws Exception {
    for (int i = 0; i < 3; i++) {
      send(camera.nal(SPS, false));
      send(camera.nal(PPS, false));
      send(camera.nal(slice(true, 2500, random), false));
      tick();
    }
    assertThat(received.pictures).hasSize(2);
  }

  @Test
  void gets_over_a_camera_that_marks_every_slice() throws Exception {
    for (int i = 0; i < 6; i++) {
      var second = slice(i % 2 == 0, 500, random);
      second[1] = 0x28;
      var nals = new ArrayList<byte[]>(i % 2 == 0 ? List.of(SPS, PPS) : List.of());
      nals.add(slice(i % 2 == 0, 500, random));
      for (var nal : nals) {
        send(camera.nal(nal, true));
      }
      send(camera.nal(second, true));
      tick();
    }
    // The first picture tells; whole ones follow from the next key frame on.
    assertThat(received.breaks).containsExactly("a picture was incomplete");
    var whole = received.pictures.subList(1, received.pictures.size());
    assertThat(whole).hasSize(3).allMatch(p -> p.bytes().length == 2 * 504);
  }

  @Test
  void drops_everything_from_a_loss_to_the_next_key_frame() throws Exception {
    sendPicture(true);
    sendPicture(false);
    var damaged = camera.picture(List.of(slice(false, 5000, random)));
    damaged.remove(2);
    send(damaged);
    tick();
    sendPicture(false);
    sendPicture(true);
    sendPicture(false);

    assertThat(received.pictures)
        .extracting(Collected.Picture::key)
        .containsExactly(true, false, true, false);
    assertThat(received.breaks).containsExactly("a packet was lost");
    assertThat(received.dropped).isEqualTo(2);
    assertThat(stream.lostPackets()).isEqualTo(1);
    assertThat(stream.droppedPictures()).isEqualTo(2);
  }

  @Test
  void takes_a_key_frame_that_follows_a_loss_if_its_head_is_there() throws Exception {
    sendPicture(true);
    camera.sequence += 3;
    sendPicture(true);

    assertThat(received.pictures).hasSize(2);
    assertThat(received.breaks).containsExactly("3 packets were lost");
  }

  @Test
  void never_loses_a_packet_unnoticed() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      var dice = new SplittableRandom(seed);
      var packets = new RtpPackets();
      packets.most = 300;
      var got = new Collected();
      var tested = VideoStream.h264(96, 90_000, null, got);
      var sent = new ArrayList<byte[]>();
      for (int i = 0; i < 40; i++) {
        boolean key = i % 5 == 0;
        var slice = slice(key, 10 + dice.nextInt(1500), dice);
        sent.add(unit(List.of(slice)));
        for (var p : packets.picture(key ? List.of(SPS, PPS, slice) : List.of(slice))) {
          if (dice.nextInt(40) > 0) {
            tested.rtp(p, 0, p.length, i * 40_000_000L);
          }
        }
        packets.timestamp += 3600;
      }
      // Whole pictures only, in order; after each hole, from a key frame on.
      int last = -1;
      for (var picture : got.pictures) {
        int index = last + 1;
        while (index < 40 && !java.util.Arrays.equals(sent.get(index), picture.bytes())) {
          index++;
        }
        assertThat(index).describedAs("seed %d", seed).isLessThan(40);
        assertThat(index == last + 1 || index % 5 == 0).describedAs("seed %d", seed).isTrue();
        last = index;
      }
    }
  }

  @Test
  void drops_packets_of_another_source() throws Exception {
    sendPicture(true);
    var foreign = new RtpPackets();
    foreign.ssrc = 99;
    foreign.timestamp = 77;
    send(foreign.picture(List.of(SPS, PPS, slice(true, 3000, random))));
    sendPicture(false);

    assertThat(received.pictures).hasSize(2);
    assertThat(received.breaks).isEmpty();
    assertThat(stream.strayPackets()).isEqualTo(5);
  }

  @Test
  void follows_a_camera_that_has_really_changed_its_source() throws Exception {
    sendPicture(true);
    camera.ssrc = 99;
    camera.sequence += 9999;
    camera.timestamp += 1_000_000_000;
    for (int i = 0; i < 40; i++) {
      sendPicture(true);
    }
    assertThat(received.pictures.size()).isBetween(20, 40);
    assertThat(received.breaks).hasSize(1);
    assertRising();
  }

  @Test
  void drops_packets_that_come_twice_or_late() throws Exception {
    var first = camera.picture(List.of(SPS, PPS, slice(true, 3000, random)));
    send(first);
    send(first);
    tick();
    sendPicture(false);

    assertThat(received.pictures).hasSize(2);
    assertThat(received.breaks).isEmpty();
  }

  @Test
  void goes_on_by_the_time_that_passed_when_timestamps_jump() throws Exception {
    sendPicture(true);
    sendPicture(false);
    camera.timestamp -= 90_000 * 3600;
    sendPicture(false);
    camera.timestamp += 90_000 * 600;
    sendPicture(false);

    assertThat(received.jumps).isEqualTo(2);
    assertThat(received.pictures)
        .extracting(Collected.Picture::ticks)
        .containsExactly(0L, 3600L, 7200L, 10_800L);
  }

  @Test
  void takes_pictures_that_are_shown_before_earlier_ones() throws Exception {
    // I0 P2 B1 P4 B3 ...: sent as decoded, dated as shown.
    sendShown(0, slice(true, 100, random));
    for (int i = 2; i < 20; i += 2) {
      sendShown(i, slice(false, 100, random));
      var backward = slice(false, 100, random);
      // first_mb_in_slice 0, slice_type 6: B.
      backward[1] = (byte) 0x9c;
      sendShown(i - 1, backward);
    }
    assertThat(received.breaks).isEmpty();
    assertThat(received.jumps).isZero();
    assertRising();
    assertThat(received.pictures.stream().map(p -> p.ticks() + p.compositionTicks()).limit(7))
        .containsExactly(0L, 7200L, 3600L, 14_400L, 10_800L, 21_600L, 18_000L);
    // Once the order is known, a picture is decoded every 40 ms, and none after it is shown.
    var later = received.pictures.subList(4, received.pictures.size());
    for (int i = 1; i < later.size(); i++) {
      assertThat(later.get(i).ticks() - later.get(i - 1).ticks()).isEqualTo(3600);
      assertThat(later.get(i).compositionTicks()).isNotNegative();
    }
  }

  @Test
  void lets_no_timestamp_that_merely_jitters_reorder_pictures() throws Exception {
    sendPicture(true);
    sendPicture(false);
    camera.timestamp -= 4000;
    sendPicture(false);
    sendPicture(false);

    assertThat(received.pictures).extracting(Collected.Picture::compositionTicks).containsOnly(0);
    assertRising();
  }

  @Test
  void takes_the_key_frames_of_a_4k_camera() throws Exception {
    camera.most = 1400;
    var slice = slice(true, 3 * 1024 * 1024, random);
    send(camera.picture(List.of(SPS, PPS, slice)));
    tick();
    sendPicture(false);

    assertThat(received.pictures).hasSize(2);
    assertThat(received.pictures.get(0).bytes()).isEqualTo(unit(List.of(slice)));
  }

  @Test
  void takes_a_camera_that_rests_and_then_sends_all_at_once() throws Exception {
    sendPicture(true);
    for (int burst = 0; burst < 5; burst++) {
      // Smart codecs send nothing for seconds; what comes then is dated as it was taken.
      now += 4_000_000_000L;
      for (int i = 0; i < 100; i++) {
        send(camera.picture(List.of(slice(false, 300, random))));
        camera.timestamp += 3600;
      }
    }
    assertThat(received.pictures).hasSize(501);
    assertThat(received.breaks).isEmpty();
    assertThat(received.jumps).isZero();
    for (int i = 1; i < 501; i++) {
      assertThat(received.pictures.get(i).ticks()).isEqualTo(3600L * i);
    }
  }

  @Test
  void believes_the_stream_where_the_description_is_wrong() throws Exception {
    var announced = org.vigie.media.h264.H264.format(OTHER_SPS, PPS);
    var tested = VideoStream.h264(96, 90_000, announced, received);
    for (var packet : camera.picture(List.of(SPS, PPS, slice(true, 900, random)))) {
      tested.rtp(packet, 0, packet.length, now);
    }
    assertThat(received.pictures).hasSize(1);
    assertThat(received.pictures.get(0).format().width()).isEqualTo(1920);
  }

  @Test
  void says_when_the_parameters_change() throws Exception {
    sendPicture(true);
    send(camera.picture(List.of(OTHER_SPS, PPS, slice(true, 100, random))));

    assertThat(received.pictures).hasSize(2);
    assertThat(received.pictures.get(1).format()).isNotEqualTo(received.pictures.get(0).format());
    assertThat(received.pictures.get(1).format().width()).isEqualTo(240);
    assertThat(received.pictures.get(1).format().height()).isEqualTo(160);
  }

  @Test
  void has_an_end_to_its_patience_with_a_picture_without_one() {
    var part = new byte[60_000];
    part[0] = 0x7c;
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                part[1] = (byte) (i == 0 ? 0x85 : 0x05);
                send(List.of(camera.packet(part, false)));
              }
            })
        .isInstanceOf(MediaException.Broken.class)
        .hasMessageContaining("more than 8 MiB");
  }

  @Test
  void survives_any_packets() {
    var corpus = GoCorpus.read("data/streams/gortsplib_fuzz");
    for (long seed = 0; seed < 2000; seed++) {
      var dice = new SplittableRandom(seed);
      var packets = new RtpPackets();
      var tested = VideoStream.h264(96, 90_000, null, new Collected());
      try {
        for (int i = 0; i < 30; i++) {
          var payload = new byte[dice.nextInt(60)];
          for (int b = 0; b < payload.length; b++) {
            payload[b] = (byte) dice.nextInt(256);
          }
          if (!corpus.isEmpty() && dice.nextBoolean()) {
            payload = corpus.get(dice.nextInt(corpus.size()));
          }
          packets.timestamp += dice.nextInt(3) * 3600;
          var packet = packets.packet(payload, dice.nextInt(3) == 0);
          packet[dice.nextInt(2)] ^= (byte) (dice.nextInt(4) == 0 ? dice.nextInt(256) : 0);
          tested.rtp(packet, 0, packet.length, i);
          tested.rtcp(payload, 0, payload.length, i);
        }
      } catch (MediaException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void reads_what_time_the_camera_has() throws Exception {
    var report = ByteBuffer.allocate(28);
    report.putInt(0x80c8_0006).putInt(1).putInt((int) 3_924_000_000L).putInt(1 << 31).putInt(4242);
    stream.rtcp(report.array(), 0, 28, now);

    assertThat(received.reports).hasSize(1);
    assertThat(received.reports.get(0).wall()).isEqualTo("2024-05-06T16:00:00.500Z");
    assertThat(received.reports.get(0).timestamp()).isEqualTo(4242);
  }

  private void sendPicture(boolean key) throws MediaException {
    var slice = slice(key, 3000, random);
    send(camera.picture(key ? List.of(SPS, PPS, slice) : List.of(slice)));
    tick();
  }

  private void send(List<byte[]> packets) throws MediaException {
    for (var packet : packets) {
      stream.rtp(packet, 0, packet.length, now);
    }
  }

  private void sendShown(int picture, byte[] slice) throws MediaException {
    camera.timestamp = picture * 3600;
    send(camera.picture(picture == 0 ? List.of(SPS, PPS, slice) : List.of(slice)));
    now += 40_000_000;
  }

  private void tick() {
    camera.timestamp += 3600;
    now += 40_000_000;
  }

  private void assertRising() {
    for (int i = 1; i < received.pictures.size(); i++) {
      assertThat(received.pictures.get(i).ticks())
          .isGreaterThan(received.pictures.get(i - 1).ticks());
    }
  }

  private static byte[] unit(List<byte[]> nals) {
    var unit = ByteBuffer.allocate(nals.stream().mapToInt(n -> n.length + 4).sum());
    nals.forEach(n -> unit.putInt(n.length).put(n));
    return unit.array();
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }
}
