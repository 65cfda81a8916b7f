package org.vigie.verify.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.vigie.verify.CosignerKey;
import org.vigie.verify.Fault;

/// The key of a witness: `witness.key` (PKCS #8, PEM, mode 0600) and `verifier` in its folder.
final class Cosigner {

  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./_-]{0,99}");

  private static final String KEY = "witness.key";
  private static final String VERIFIER = "verifier";

  private final PrivateKey secret;
  private final CosignerKey open;

  private Cosigner(PrivateKey secret, CosignerKey open) {
    this.secret = secret;
    this.open = open;
  }

  /// Makes a new key.
  ///
  /// @throws Refusal if the folder holds one already
  static Cosigner create(Path folder, String name) throws IOException, Refusal {
    if (Files.exists(folder.resolve(KEY))) {
      throw new Refusal(
          folder.resolve(KEY)
              + " is there already: a witness keeps its key for ever. Choose another folder.");
    }
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var cosigner = new Cosigner(pair.getPrivate(), CosignerKey.of(name, pair.getPublic()));
      DurableFile.replacePrivate(
          folder.resolve(KEY),
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
              .formatted(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())));
      DurableFile.replace(folder.resolve(VERIFIER), cosigner.open.line() + "\n");
      return cosigner;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  /// @throws Refusal if there is none, or its halves do not belong together
  static Cosigner read(Path folder) throws IOException, Refusal {
    try {
      var pem = Files.readString(folder.resolve(KEY), StandardCharsets.US_ASCII);
      var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      var secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      var verifier = folder.resolve(VERIFIER);
      var cosigner =
          new Cosigner(secret, CosignerKey.read(Files.readString(verifier), verifier.toString()));
      if (!cosigner.open.key().verifies("probe", cosigner.sign("probe"))) {
        throw new Refusal(verifier + " does not belong to " + KEY + ": put its own back.");
      }
      return cosigner;
    } catch (NoSuchFileException e) {
      throw new Refusal(
          e.getMessage()
              + " is missing: `vigie witness new --name NAME --dir "
              + folder
              + "` makes a witness.");
    } catch (Fault | GeneralSecurityException | IllegalArgumentException e) {
      throw new Refusal(folder + " holds no key of a witness: " + e.getMessage());
    }
  }

  CosignerKey open() {
    return open;
  }

  /// The signature line over a checkpoint's text, without its newline.
  String cosign(String text, Instant at) {
    long seconds = at.getEpochSecond();
    return open.signatureLine(seconds, sign(CosignerKey.message(text, seconds)));
  }

  private byte[] sign(String message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(message.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with an Ed25519 key", e);
    }
  }
}
