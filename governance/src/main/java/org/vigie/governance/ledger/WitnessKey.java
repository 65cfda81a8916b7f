package org.vigie.governance.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;
import org.vigie.base.Sha256;

/// The public half of a witness that the town has named (C2SP tlog-cosignature): Ed25519, type
/// 0x04. Immutable.
///
/// @param name such as `dpo.example.org/vigie`
/// @param id of the key, eight hexadecimal digits
public record WitnessKey(String name, String id, PublicKey key) {

  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9./_-]{0,99})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

  private static final byte TYPE = 4;
  private static final int KEY_BYTES = 32;
  private static final int VALUE_BYTES = 4 + 8 + 64;

  /// The last second of the year 9999.
  private static final long LATEST = 253_402_300_799L;

  /// What RFC 8410 puts before the 32 bytes of a public key.
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /// Reads the line that `vigie witness new` prints: `NAME+ID+KEY`.
  ///
  /// @throws BadInput if it is none: the message says what would be right
  public static WitnessKey read(String line) throws BadInput {
    var parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      throw new BadInput(
          "should be the line that `vigie witness new` prints, NAME+ID+KEY, such as"
              + " dpo.example.org/vigie+0123abcd+BA...");
    }
    var typed = Base64.getDecoder().decode(parts.group(3));
    if (typed[0] != TYPE) {
      throw new BadInput(
          "is a key of another kind: a witness' own key has the type 4, this one has "
              + typed[0]
              + " (the file `verifier` in the witness' folder, not that of the town's ledger)");
    }
    var name = parts.group(1);
    if (!id(name, typed).equals(parts.group(2))) {
      throw new BadInput("is not whole: its id does not fit name and key. Copy the line anew");
    }
    try {
      var encoded = Arrays.copyOf(PREFIX, PREFIX.length + KEY_BYTES);
      System.arraycopy(typed, 1, encoded, PREFIX.length, KEY_BYTES);
      return new WitnessKey(
          name,
          parts.group(2),
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new BadInput("holds no Ed25519 key: " + e.getMessage());
    }
  }

  private static String id(String name, byte[] typed) {
    var digest = Sha256.digest();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(typed), 4));
  }

  /// Whether a signature line claims to be of this key.
  boolean claims(String line) {
    var mine = "— " + name + " ";
    if (!line.startsWith(mine)) {
      return false;
    }
    try {
      var bytes = Base64.getDecoder().decode(line.substring(mine.length()));
      return bytes.length >= 4 && HexFormat.of().formatHex(bytes, 0, 4).equals(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// When it signed a checkpoint, by its own clock; nothing where the line is not its signature.
  ///
  /// @param text of the checkpoint, its last newline included
  /// @param line that it [#claims]
  Optional<Instant> signed(String text, String line) {
    var bytes = Base64.getDecoder().decode(line.substring(("— " + name + " ").length()));
    if (bytes.length != VALUE_BYTES) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(bytes, 4, 8).getLong();
    if (seconds < 0 || seconds > LATEST) {
      return Optional.empty();
    }
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(
          ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8));
      return check.verify(bytes, 12, bytes.length - 12)
          ? Optional.of(Instant.ofEpochSecond(seconds))
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /// Name and id, as the ledger writes it.
  @Override
  public String toString() {
    return name + "+" + id;
  }
}
