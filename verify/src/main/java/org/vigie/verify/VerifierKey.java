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
record VerifierKey(String name, byte[] id, PublicKey key) {

  /// What RFC 8410 puts before the 32 bytes of a public key.
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  static VerifierKey read(String text, String where) throws Fault {
    try {
      var written = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      var parts = written.split("\\+", 3);
      var typed = Base64.getDecoder().decode(parts[2]);
      var id = HexFormat.of().parseHex(parts[1]);
      var named = (parts[0] + "\n").getBytes(StandardCharsets.UTF_8);
      var canonical =
          parts[0]
              + "+"
              + HexFormat.of().formatHex(id)
              + "+"
              + Base64.getEncoder().encodeToString(typed);
      if (!canonical.equals(written)
          || typed.length != 33
          || typed[0] != 1
          || !Arrays.equals(id, Arrays.copyOf(Hashes.sha256(named, typed), 4))) {
        throw new Fault(where + " is not a verifier key: its id does not fit.");
      }
      var encoded = Arrays.copyOf(PREFIX, PREFIX.length + 32);
      System.arraycopy(typed, 1, encoded, PREFIX.length, 32);
      var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return new VerifierKey(parts[0], id, key);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | GeneralSecurityException e) {
      throw new Fault(where + " is not a verifier key (NAME+ID+KEY).");
    }
  }

  boolean verifies(String text, byte[] signature) {
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
