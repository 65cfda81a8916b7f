package org.vigie.verify;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The public half of a witness (C2SP tlog-cosignature): `NAME+ID+KEY`, Ed25519, type 0x04.
public record CosignerKey(VerifierKey key) {

  private static final int VALUE_BYTES = 8 + 64;

  /// The last second of the year 9999.
  private static final long LATEST = 253_402_300_799L;

  /// @param where names it in errors
  /// @throws Fault if it is no such key
  public static CosignerKey read(String text, String where) throws Fault {
    return new CosignerKey(VerifierKey.read(text, where, VerifierKey.COSIGNATURE));
  }

  /// The key of a witness by its parts.
  public static CosignerKey of(String name, PublicKey key) {
    var typed = VerifierKey.typed(VerifierKey.COSIGNATURE, key);
    return new CosignerKey(new VerifierKey(name, VerifierKey.id(name, typed), key));
  }

  public String name() {
    return key.name();
  }

  /// The line that is handed to whoever shall trust this witness.
  public String line() {
    var typed = VerifierKey.typed(VerifierKey.COSIGNATURE, key.key());
    return key + "+" + Base64.getEncoder().encodeToString(typed);
  }

  /// Eight hexadecimal digits that name the key.
  public String idText() {
    return HexFormat.of().formatHex(key.id());
  }

  /// When this witness cosigned the note, by its own clock; of several times the newest. Empty if
  /// it did not.
  ///
  /// @param where names the note in errors
  /// @throws Fault if a line claims to be of this witness and is not
  public Optional<Instant> cosigned(Note note, String where) throws Fault {
    Optional<Instant> newest = Optional.empty();
    for (var signature : note.signatures()) {
      if (!signature.isOf(key.name(), key.id())) {
        continue;
      }
      var value = signature.value();
      long time = value.length == VALUE_BYTES ? ByteBuffer.wrap(value).getLong() : -1;
      if (time < 0
          || time > LATEST
          || !key.verifies(message(note.text(), time), Arrays.copyOfRange(value, 8, VALUE_BYTES))) {
        throw new Fault(where + " carries a cosignature of " + key + " that is false.");
      }
      var at = Instant.ofEpochSecond(time);
      newest = newest.filter(at::isBefore).or(() -> Optional.of(at));
    }
    return newest;
  }

  /// What a cosignature signs.
  ///
  /// @param seconds since 1970
  public static String message(String text, long seconds) {
    return "cosignature/v1\ntime " + seconds + "\n" + text;
  }

  /// A signature line without its newline.
  ///
  /// @param signature of [#message]
  public String signatureLine(long seconds, byte[] signature) {
    var bytes = ByteBuffer.allocate(4 + 8 + signature.length);
    bytes.put(key.id()).putLong(seconds).put(signature);
    return "— " + key.name() + " " + Base64.getEncoder().encodeToString(bytes.array());
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
