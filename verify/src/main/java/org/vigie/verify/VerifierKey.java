package org.vigie.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A note verifier's key: `NAME+ID+KEY` (C2SP signed-note), Ed25519 only.
public record VerifierKey(String name, byte[] id, PublicKey key) {

  /// What RFC 8410 puts before the 32 bytes of a public key.
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /// The type of keys that sign notes, and of those that cosign checkpoints.
  static final byte NOTE = 1;

  static final byte COSIGNATURE = 4;

  private static final int RAW = 32;

  /// Reads the key of a log.
  ///
  /// @param where names it in errors
  /// @throws Fault if it is none
  public static VerifierKey read(String text, String where) throws Fault {
    return read(text, where, NOTE);
  }

  static VerifierKey read(String text, String where, byte type) throws Fault {
    try {
      var written = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      var parts = written.split("\\+", 3);
      var typed = Base64.getDecoder().decode(parts[2]);
      var id = HexFormat.of().parseHex(parts[1]);
      var canonical =
          parts[0]
              + "+"
              + HexFormat.of().formatHex(id)
              + "+"
              + Base64.getEncoder().encodeToString(typed);
      if (!canonical.equals(written)
          || typed.length != RAW + 1
          || typed[0] != type
          || parts[0].isEmpty()
          || parts[0].chars().anyMatch(Character::isWhitespace)
          || !Arrays.equals(id, id(parts[0], typed))) {
        throw new Fault(where + " is not a verifier key: its id does not fit.");
      }
      var encoded = Arrays.copyOf(PREFIX, PREFIX.length + RAW);
      System.arraycopy(typed, 1, encoded, PREFIX.length, RAW);
      var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return new VerifierKey(parts[0], id, key);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | GeneralSecurityException e) {
      throw new Fault(where + " is not a verifier key (NAME+ID+KEY).");
    }
  }

  /// The key of a log under another name: each year's log has its own.
  public VerifierKey named(String other) {
    return new VerifierKey(other, id(other, typed(NOTE, key)), key);
  }

  /// The four bytes that name a key: C2SP signed-note.
  static byte[] id(String name, byte[] typed) {
    return Arrays.copyOf(Hashes.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
  }

  /// Type and 32 bytes, as they stand in a verifier key.
  static byte[] typed(byte type, PublicKey key) {
    var encoded = key.getEncoded();
    var typed = new byte[RAW + 1];
    typed[0] = type;
    System.arraycopy(encoded, encoded.length - RAW, typed, 1, RAW);
    return typed;
  }

  /// Whether the signature over a text is of this key.
  public boolean verifies(String text, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return name + "+" + HexFormat.of().formatHex(id);
  }
}
