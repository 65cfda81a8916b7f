package org.vigie.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.media.rtp.RtpPackets.sliceH265;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vigie.media.GoCorpus;
import org.vigie.media.MediaException;

class H265StreamTest {

  /// A Dahua's sub-stream's, 704x480.
  private static final byte[] VPS = base64("QAEMAf//AWAAAAMAsAAAAwAAAwBarAwAAAMABAAAAwAyqA==");

  private static final byte[] SPS =
      base64("QgEBAWAAAAMAsAAAAwAAAwBaoAWCAeFja5JFL83BQYFBAAADAAEAAAMADKE=");
  private static final byte[] PPS = base64("RAHA8saNA7NA");
  private static final byte[] OTHER_PPS = base64("RAHA8saNA7NB");
  private static final byte[] SEI = {0x4e, 1, 5, 1, 42, (byte) 0x80};
  private static final byte[] DELIMITER = {0x46, 1, 0x50};

  private static final int TRAILING = 1;
  private static final int SKIPPED = 9;
  private static final int IDR = 19;
  private static final int CRA = 21;

  private final SplittableRandom random = new SplittableRandom(7);
  private final RtpPackets camera = new RtpPackets();
  private final Collected received = new Collected();
  private final VideoStream stream = VideoStream.h265(96, 90_000, false, null, received);
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
      var tested = VideoStream.h265(96, 90_000, false, null, got);
      var sent = new ArrayList<byte[]>();
      for (int i = 0; i < 20; i++) {
        boolean key = i % 7 == 0;
        var nals = new ArrayList<byte[]>();
        if (key) {
          nals.addAll(List.of(DELIMITER, VPS, SPS, PPS, SEI));
        }
        int slices = 1 + dice.nextInt(3);
        for (int s = 0; s < slices; s++) {
          nals.add(sliceH265(key ? IDR : TRAILING, 4 + dice.nextInt(5000), dice));
        }
        sent.add(unit(nals.stream().filter(n -> n[0] >> 1 < 32 || n[0] >> 1 == 39).toList()));
        for (var packet : packets.h265(nals)) {
          var buffer = new byte[packet.length + 9];
          System.arraycopy(packet, 0, buffer, 5, packet.length);
          tested.rtp(buffer, 5, packet.length, i * 40_000_000L);
        }
        packets.timestamp += 3600;
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
    var slice = sliceH265(IDR, 600, random);
    send(List.of(camera.aggregateH265(List.of(VPS, SPS, PPS, SEI), false)));
    send(camera.h265(List.of(slice)));

    assertThat(received.pictures).hasSize(1);
    assertThat(received.pictures.get(0).format()).hasToString("H265 704x480");
    assertThat(received.pictures.get(0).format().rfc6381()).isEqualTo("hvc1.1.6.L90.B0");
    assertThat(received.pictures.get(0).bytes()).isEqualTo(unit(List.of(SEI, slice)));
  }

  @Test
  void drops_everything_from_a_loss_to_the_next_key_frame() throws Exception {
    send(key(IDR));
    send(picture(TRAILING));
    var damaged = picture(TRAILING);
    damaged.remove(1);
    send(damaged);
    send(picture(TRAILING));
    send(key(CRA));
    send(picture(TRAILING));

    assertThat(received.pictures)
        .extracting(Collected.Picture::key)
        .containsExactly(true, false, true, false);
    assertThat(received.breaks).containsExactly("a packet was lost");
  }

  @Test
  void leaves_out_pictures_that_refer_to_what_was_lost() throws Exception {
    send(key(CRA));
    send(picture(SKIPPED));
    send(picture(TRAILING));
    send(key(CRA));
    send(picture(SKIPPED));
    send(picture(TRAILING));

    // Those that lead the first key frame need pictures from before it; those of the second are
    // whole.
    assertThat(received.dropped).isEqualTo(1);
    assertThat(received.pictures).hasSize(5);
    assertThat(received.breaks).isEmpty();
  }

  @Test
  void says_when_the_parameters_change() throws Exception {
    send(key(IDR));
    send(camera.h265(List.of(VPS, SPS, OTHER_PPS, sliceH265(IDR, 100, random))));

    assertThat(received.pictures).hasSize(2);
    assertThat(received.pictures.get(1).format()).isNotEqualTo(received.pictures.get(0).format());
  }

  @Test
  void waits_for_all_three_parameter_sets() throws Exception {
    send(camera.h265(List.of(SPS, PPS, sliceH265(IDR, 100, random))));
    tick();
    send(camera.h265(List.of(VPS, SPS, PPS, sliceH265(IDR, 100, random))));

    assertThat(received.pictures).hasSize(1);
    assertThat(received.dropped).isEqualTo(1);
  }

  @Test
  void passes_over_decoding_order_numbers_and_refuses_those_that_go_back() throws Exception {
    var got = new Collected();
    var numbered = VideoStream.h265(96, 90_000, true, null, got);
    var slice = sliceH265(IDR, 100, random);
    int number = 65_534;
    var nals = List.of(VPS, SPS, PPS, slice);
    for (int i = 0; i < nals.size(); i++) {
      var packet = camera.packet(numbered(nals.get(i), number++), i == 3);
      numbered.rtp(packet, 0, packet.length, now);
    }
    assertThat(got.pictures).hasSize(1);
    assertThat(got.pictures.get(0).bytes()).isEqualTo(unit(List.of(slice)));

    camera.timestamp += 3600;
    var back = camera.packet(numbered(slice, number - 3), true);
    assertThatThrownBy(() -> numbered.rtp(back, 0, back.length, now))
        .isInstanceOf(MediaException.Refused.class)
        .hasMessageContaining("interleaved");
  }

  @Test
  void survives_any_packets() {
    var corpus = GoCorpus.read("data/streams/gortsplib_fuzz");
    corpus.addAll(GoCorpus.read("data/streams/mediacommon_fuzz/codecs/h265"));
    for (long seed = 0; seed < 2000; seed++) {
      var dice = new SplittableRandom(seed);
      var packets = new RtpPackets();
      var tested = VideoStream.h265(96, 90_000, dice.nextBoolean(), null, new Collected());
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
          tested.rtp(packet, 0, packet.length, i);
        }
      } catch (MediaException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private List<byte[]> key(int type) {
    var packets = camera.h265(List.of(VPS, SPS, PPS, sliceH265(type, 3000, random)));
    tick();
    return packets;
  }

  private List<byte[]> picture(int type) {
    var packets = camera.h265(List.of(sliceH265(type, 3000, random)));
    tick();
    return packets;
  }

  private void send(List<byte[]> packets) throws MediaException {
    for (var packet : packets) {
      stream.rtp(packet, 0, packet.length, now);
    }
  }

  private void tick() {
    camera.timestamp += 3600;
    now += 40_000_000;
  }

  private static byte[] numbered(byte[] nal, int number) {
    return ByteBuffer.allocate(nal.length + 2)
        .put(nal, 0, 2)
        .putShort((short) number)
        .put(nal, 2, nal.length - 2)
        .array();
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
