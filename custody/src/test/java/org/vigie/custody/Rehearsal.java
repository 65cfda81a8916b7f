package org.vigie.custody;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.base.FakeClocks;

/// A town with custodians and reels of one camera, whose headers are written here from
/// design/reels.md.
public final class Rehearsal {

  public static final Instant NOON = Instant.parse("2031-03-29T12:00:00Z");

  public final FakeClocks clocks = new FakeClocks();
  public final List<CustodianKeys> custodians = new ArrayList<>();
  public final CustodianSet set;
  public final List<byte[]> keys = new ArrayList<>();
  public final List<byte[]> headers = new ArrayList<>();
  public final List<Envelope> envelopes = new ArrayList<>();
  private final Random random;

  public Rehearsal(int custodians, int reels, long seed) throws CustodyRefused {
    this.random = new Random(seed);
    var cards = new ArrayList<Custodian>();
    for (int i = 1; i <= custodians; i++) {
      var one = CustodianKeys.create("custodian-" + i);
      this.custodians.add(one);
      cards.add(one.custodian());
    }
    this.set = new CustodianSet("Testville", 1, cards);
    for (int i = 0; i < reels; i++) {
      var key = new byte[32];
      random.nextBytes(key);
      keys.add(key);
      headers.add(header("square", reel(i), NOON.plusSeconds(3600L * i), key));
      envelopes.add(Envelope.seal(key, hash(headers.get(i)), set));
    }
  }

  static String reel(int index) {
    return "%032x".formatted(index + 1);
  }

  public OpeningRequest request(byte[] key) {
    return request(key, "square", NOON, NOON.plusSeconds(3600L * headers.size()), headers);
  }

  public OpeningRequest request(
      byte[] key, String camera, Instant from, Instant to, List<byte[]> asked) {
    return new OpeningRequest(
        "Testville",
        "2031-7",
        "officer-4",
        Set.of(camera),
        from,
        to,
        OpeningRequest.Use.PLAYBACK,
        "Judicial letter 31/204 of 29 March",
        clocks.wall(),
        clocks.wall().plusSeconds(3600),
        set.hash(),
        key,
        "vigie/testville/2031 17 abc=",
        asked);
  }

  public Opening begin() throws CustodyRefused {
    return Opening.begin(this::request, set, clocks);
  }

  Approval approval(int custodian, Opening opening) throws CustodyRefused {
    return custodians.get(custodian - 1).approve(opening.request(), envelopes, clocks.wall());
  }

  static byte[] header(String camera, String reel, Instant start, byte[] key) {
    try {
      var out = ByteBuffer.allocate(1024).put(ascii("VIGREEL1")).putInt(0);
      for (var text : List.of("Testville", "main", camera, reel, "2031-1", "avc1.4d0028")) {
        out.putShort((short) text.length()).put(ascii(text));
      }
      out.putLong(start.getEpochSecond() * 1_000_000);
      out.putInt(86_400).putInt(20).put(commitment(key, reel));
      out.putInt(8, out.position() + 32);
      var body = Arrays.copyOf(out.array(), out.position());
      out.put(MessageDigest.getInstance("SHA-512/256").digest(body));
      return Arrays.copyOf(out.array(), out.position());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] hash(byte[] header) {
    return Arrays.copyOfRange(header, header.length - 32, header.length);
  }

  private static byte[] commitment(byte[] key, String reel) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.expandOnly(
                new SecretKeySpec(key, "Generic"), ascii("vigie/reel/1/commitment/" + reel), 32));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
