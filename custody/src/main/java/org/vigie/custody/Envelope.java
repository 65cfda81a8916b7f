package org.vigie.custody;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The key of one reel, sealed to a set of custodians: a share for each, which only they can open
/// and which says which reel it is of.
///
/// @param headerHash the hash at the end of the reel's header, 32 bytes: with it camera, start and
///     commitment to the key are bound
/// @param setHash of the custodians, 32 bytes
/// @param sealed by custodian, in the set's order: HPKE's encapsulated key, ciphertext and tag
public record Envelope(byte[] headerHash, byte[] setHash, List<byte[]> sealed) {

  static final int HASH_BYTES = 32;
  private static final byte[] MAGIC = "VIGENVL1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INFO = Texts.utf8("vigie/envelope/1/");
  private static final int KEY_BYTES = 32;
  private static final int SEALED_BYTES = KEY_BYTES + Hpke.OVERHEAD;
  private static final int PLAIN_BYTES = MAGIC.length + 2 * HASH_BYTES + 1;

  public Envelope {
    sealed = List.copyOf(sealed);
  }

  /// Seals a reel's key, 32 bytes, to every custodian of a set.
  public static Envelope seal(byte[] key, byte[] headerHash, CustodianSet set) {
    if (key.length != KEY_BYTES || headerHash.length != HASH_BYTES) {
      throw new IllegalArgumentException("a key and a hash of 32 bytes each");
    }
    var setHash = set.hash();
    var shares = Shares.split(key, set.members().size());
    var sealed = new ArrayList<byte[]>();
    for (int index = 1; index <= shares.size(); index++) {
      var share = shares.get(index - 1);
      var to = set.member(index).sealing();
      sealed.add(Hpke.seal(to, info(headerHash, setHash, index), share));
      Arrays.fill(share, (byte) 0);
    }
    return new Envelope(headerHash, setHash, sealed);
  }

  /// One custodian's share; nothing if it is not theirs, or not of this reel and set.
  Optional<byte[]> open(int index, byte[] privateKey) {
    if (index < 1 || index > sealed.size()) {
      return Optional.empty();
    }
    return Hpke.open(privateKey, info(headerHash, setHash, index), sealed.get(index - 1));
  }

  private static byte[] info(byte[] headerHash, byte[] setHash, int index) {
    return ByteBuffer.allocate(INFO.length + 2 * HASH_BYTES + 1)
        .put(INFO)
        .put(headerHash)
        .put(setHash)
        .put((byte) index)
        .array();
  }

  /// As it lies beside its reel.
  public byte[] encode() {
    var out = ByteBuffer.allocate(PLAIN_BYTES + sealed.size() * SEALED_BYTES + HASH_BYTES);
    out.put(MAGIC).put(headerHash).put(setHash).put((byte) sealed.size());
    sealed.forEach(out::put);
    var before = Arrays.copyOf(out.array(), out.position());
    return out.put(Texts.sha256(before)).array();
  }

  /// Reads what [#encode] wrote.
  ///
  /// @throws CustodyRefused if it is cut short or was changed; who can change it can also make the
  ///     hash fit, and then the shares do not open
  public static Envelope decode(byte[] bytes) throws CustodyRefused {
    int body = bytes.length - HASH_BYTES;
    if (body < PLAIN_BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw new CustodyRefused("This is not an envelope.");
    }
    int count = bytes[PLAIN_BYTES - 1];
    if (count < CustodianSet.FEWEST
        || count > CustodianSet.MOST
        || body != PLAIN_BYTES + count * SEALED_BYTES
        || !Arrays.equals(
            Arrays.copyOfRange(bytes, body, bytes.length),
            Texts.sha256(Arrays.copyOf(bytes, body)))) {
      throw new CustodyRefused("This envelope is damaged.");
    }
    var in = ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length);
    var headerHash = take(in, HASH_BYTES);
    var setHash = take(in, HASH_BYTES);
    in.get();
    var sealed = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      sealed.add(take(in, SEALED_BYTES));
    }
    return new Envelope(headerHash, setHash, sealed);
  }

  private static byte[] take(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /// Whether two envelopes are the same to the byte.
  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope o && Arrays.equals(encode(), o.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }
}
