package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.media.mp4.Mp4Reader;

/// A reader written from design/reels.md alone: it shares nothing with the writer.
class OutsiderTest {

  @TempDir private Path dir;

  @Test
  void a_reel_can_be_read_from_its_description() throws Exception {
    Source source;
    byte[] key;
    try (var town = new Town(dir)) {
      source = town.source(Town.QUAY, 1);
      source.pause(Duration.ofSeconds(5));
      source.begin(Source.LARGE);
      source.send(90);
      source.end(null);
      town.recorder.flush();
      key = town.keys.find(Volume.reelOf(Town.reels(dir).getFirst())).orElseThrow();
    }

    var movie = Mp4Reader.movie(ByteBuffer.wrap(decrypt(Town.reels(dir).getFirst(), key)));

    assertThat(movie.format()).isEqualTo(Source.LARGE);
    var samples = movie.fragments().stream().flatMap(f -> f.samples().stream()).toList();
    assertThat(samples).hasSize(90);
    for (int i = 0; i < 90; i++) {
      assertThat(samples.get(i).bytes()).isEqualTo(source.sent.get(i).bytes());
      assertThat(samples.get(i).ticks()).isEqualTo(3_600L * i);
    }
  }

  private static byte[] decrypt(Path reel, byte[] key) throws Exception {
    var file = ByteBuffer.wrap(Files.readAllBytes(reel));
    var text = new byte[8];
    file.get(text);
    assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("VIGREEL1");
    int headerLength = file.getInt();
    var headerHash = hash(file, 0, headerLength - 32);
    assertThat(bytes(file, headerLength - 32, 32)).isEqualTo(headerHash);

    var plain = new ByteArrayOutputStream();
    var previous = headerHash;
    int at = headerLength;
    int number = 0;
    for (; file.getInt(at) == 0x56505254; number++) {
      assertThat(file.getInt(at + 4)).isEqualTo(number);
      assertThat(bytes(file, at + 8, 32)).isEqualTo(previous);
      int length = file.getInt(at + 76);
      previous = hash(file, at, 84 + length);
      assertThat(bytes(file, at + 84 + length, 32)).isEqualTo(previous);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      var partKey = new SecretKeySpec(expand(key, number), "AES");
      cipher.init(Cipher.DECRYPT_MODE, partKey, new GCMParameterSpec(128, new byte[12]));
      cipher.updateAAD(headerHash);
      cipher.updateAAD(bytes(file, at, 84));
      plain.write(cipher.doFinal(bytes(file, at + 84, length)));
      at += 84 + length + 32;
    }
    // The footer: how many parts, their head, and the file's last word is its length.
    assertThat(file.getInt(at)).isEqualTo(0x56454e44);
    assertThat(file.getInt(at + 4)).isEqualTo(number);
    assertThat(bytes(file, at + 8, 32)).isEqualTo(previous);
    assertThat(file.getInt(file.limit() - 4)).isEqualTo(file.limit() - at);
    return plain.toByteArray();
  }

  /// HKDF-Expand of RFC 5869 for one block.
  private static byte[] expand(byte[] key, int number) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update("vigie/reel/1/part/".getBytes(StandardCharsets.US_ASCII));
    mac.update(ByteBuffer.allocate(4).putInt(number).array());
    mac.update((byte) 1);
    return mac.doFinal();
  }

  private static byte[] hash(ByteBuffer file, int from, int length) throws Exception {
    return MessageDigest.getInstance("SHA-512/256").digest(bytes(file, from, length));
  }

  private static byte[] bytes(ByteBuffer file, int from, int length) {
    var bytes = new byte[length];
    file.get(from, bytes);
    return bytes;
  }
}
