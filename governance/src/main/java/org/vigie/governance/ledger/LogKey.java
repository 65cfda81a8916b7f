package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.vigie.base.Durable;
import org.vigie.base.Sha256;

/// The Ed25519 key that signs checkpoints: a file of two PEM blocks, PKCS #8 and X.509, that
/// `openssl pkey` reads. Immutable.
final class LogKey {

  private static final byte ED25519 = 1;
  private static final int PUBLIC_BYTES = 32;

  private final PrivateKey secret;
  private final byte[] raw;
  private final PublicKey open;

  private LogKey(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.open = open;
    // RFC 8410: the X.509 form is a fixed prefix and the 32 bytes of RFC 8032.
    var encoded = open.getEncoded();
    this.raw = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
  }

  /// Makes a key and its file, mode 0600.
  static LogKey create(Path file) throws IOException {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var text =
          pem("PRIVATE KEY", pair.getPrivate().getEncoded())
              + pem("PUBLIC KEY", pair.getPublic().getEncoded());
      var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Durable.privateFolder(folder);
      Durable.replace(file, text.getBytes(StandardCharsets.US_ASCII), Durable.PRIVATE_FILE);
      return new LogKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  /// @throws LedgerRefused if it is missing or not such a key
  static LogKey read(Path file) throws IOException {
    try {
      var text = Files.readString(file, StandardCharsets.US_ASCII);
      var factory = KeyFactory.getInstance("Ed25519");
      var key =
          new LogKey(
              factory.generatePrivate(new PKCS8EncodedKeySpec(block("PRIVATE KEY", text))),
              factory.generatePublic(new X509EncodedKeySpec(block("PUBLIC KEY", text))));
      if (!key.verifies("probe", key.sign("probe"))) {
        throw new GeneralSecurityException("its two halves do not belong together");
      }
      return key;
    } catch (NoSuchFileException e) {
      throw new LedgerRefused(
          "The ledger's signing key " + file + " is missing: put it back from its backup.");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new LedgerRefused(
          file + " is not a ledger's signing key (" + e.getMessage() + "): put back its backup.");
    }
  }

  byte[] sign(String text) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with a key that was checked", e);
    }
  }

  boolean verifies(String text, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(open);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// Whether another public key is this one's.
  boolean isSame(PublicKey other) {
    return Arrays.equals(open.getEncoded(), other.getEncoded());
  }

  /// The first four bytes of SHA-256(name, newline, type, public key): C2SP signed-note.
  byte[] id(String name) {
    var digest = Sha256.digest();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(ED25519);
    return Arrays.copyOf(digest.digest(raw), 4);
  }

  /// The public half in the form that note verifiers take: `NAME+ID+KEY`.
  String verifier(String name) {
    var typed = new byte[PUBLIC_BYTES + 1];
    typed[0] = ED25519;
    System.arraycopy(raw, 0, typed, 1, PUBLIC_BYTES);
    return name
        + "+"
        + HexFormat.of().formatHex(id(name))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getEncoder().encodeToString(bytes), kind);
  }

  private static byte[] block(String kind, String text) {
    var block =
        Pattern.compile("-----BEGIN " + kind + "-----(.*?)-----END", Pattern.DOTALL).matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("it has no " + kind + " block");
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }
}
