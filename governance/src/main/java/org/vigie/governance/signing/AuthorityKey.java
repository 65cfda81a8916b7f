package org.vigie.governance.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.vigie.base.BadInput;

/// An authority's public key: Ed25519, written as OpenSSH writes it. Immutable.
public final class AuthorityKey {

  static final String TYPE = "ssh-ed25519";
  static final int BYTES = 32;

  /// RFC 8410: the X.509 form is this and the 32 bytes of RFC 8032.
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] raw;
  private final PublicKey key;

  private AuthorityKey(byte[] raw, PublicKey key) {
    this.raw = raw;
    this.key = key;
  }

  /// Reads a line such as `ssh-ed25519 AAAAC3... comment`.
  public static AuthorityKey parse(String line) throws BadInput {
    var words = line.strip().split("\\s+", 3);
    if (words.length < 2 || !words[0].equals(TYPE)) {
      throw new BadInput(
          "should be the line of an Ed25519 key's .pub file: ssh-ed25519 AAAA... (ssh-keygen -t"
              + " ed25519 makes one)");
    }
    try {
      return of(Base64.getDecoder().decode(words[1]));
    } catch (IllegalArgumentException e) {
      throw new BadInput("is no Ed25519 key of OpenSSH's: " + e.getMessage());
    }
  }

  /// @throws IllegalArgumentException saying what is wrong
  static AuthorityKey of(byte[] blob) {
    var in = new SshBytes(blob);
    var type = in.text();
    if (!type.equals(TYPE)) {
      throw new IllegalArgumentException("its key is of the type " + type + ", not " + TYPE);
    }
    var raw = in.string();
    in.end();
    return ofRaw(raw);
  }

  static AuthorityKey ofRaw(byte[] raw) {
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("its key is not of 32 bytes");
    }
    var encoded = Arrays.copyOf(X509, X509.length + BYTES);
    System.arraycopy(raw, 0, encoded, X509.length, BYTES);
    try {
      return new AuthorityKey(
          raw.clone(),
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("its key is not on the curve", e);
    }
  }

  boolean verifies(byte[] message, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  byte[] raw() {
    return raw.clone();
  }

  byte[] blob() {
    return new SshBytes.Out().text(TYPE).string(raw).made();
  }

  /// The line that [#parse] reads, without a comment.
  public String line() {
    return TYPE + " " + Base64.getEncoder().encodeToString(blob());
  }

  /// As `ssh-keygen -l` shows it: `SHA256:` and 43 characters.
  public String fingerprint() {
    return "SHA256:"
        + Base64.getEncoder().withoutPadding().encodeToString(Digests.of("SHA-256", blob()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorityKey it && Arrays.equals(raw, it.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return fingerprint();
  }
}
