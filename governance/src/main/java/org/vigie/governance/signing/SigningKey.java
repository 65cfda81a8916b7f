package org.vigie.governance.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.vigie.base.BadInput;
import org.vigie.base.Durable;

/// The private half of an authority's key, in a file of OpenSSH's (openssh-key-v1) without a
/// passphrase: for trying signatures, and for authorities whose key file lies on an encrypted disk.
/// With a passphrase, or on a card, it is `ssh-keygen -Y sign` that signs. Immutable.
public final class SigningKey {

  private static final String ARMOUR = "OPENSSH PRIVATE KEY";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final String NONE = "none";
  private static final int BLOCK = 8;
  private static final int SEED = 32;

  private final AuthorityKey open;
  private final PrivateKey secret;

  private SigningKey(AuthorityKey open, PrivateKey secret) {
    this.open = open;
    this.secret = secret;
  }

  /// Makes a key and its two files: `file`, mode 0600, and `file.pub`.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is one already
  public static SigningKey create(Path file) throws IOException {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var encoded = pair.getPublic().getEncoded();
      var raw = Arrays.copyOfRange(encoded, encoded.length - AuthorityKey.BYTES, encoded.length);
      var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      var key = new SigningKey(AuthorityKey.ofRaw(raw), pair.getPrivate());
      Durable.create(
          file, key.file(seed).getBytes(StandardCharsets.US_ASCII), Durable.PRIVATE_FILE);
      Durable.create(
          file.resolveSibling(file.getFileName() + ".pub"),
          (key.open.line() + "\n").getBytes(StandardCharsets.US_ASCII));
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  private String file(byte[] seed) {
    // Two equal numbers show who decrypts a file that the passphrase was right; there is none here.
    int check = new SecureRandom().nextInt();
    var inner =
        new SshBytes.Out()
            .number(check)
            .number(check)
            .text(AuthorityKey.TYPE)
            .string(open.raw())
            .string(new SshBytes.Out().raw(seed).raw(open.raw()).made())
            .text("");
    for (byte pad = 1; inner.made().length % BLOCK != 0; pad++) {
      inner.raw(new byte[] {pad});
    }
    var outer =
        new SshBytes.Out()
            .raw(MAGIC)
            .text(NONE)
            .text(NONE)
            .text("")
            .number(1)
            .string(open.blob())
            .string(inner.made());
    return SshBytes.armour(outer.made(), ARMOUR);
  }

  /// Reads a key file.
  ///
  /// @throws BadInput if it is none, is not Ed25519, or lies under a passphrase
  public static SigningKey read(Path file) throws BadInput, IOException {
    try {
      return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw BadInput.at(
          file,
          0,
          "should be an Ed25519 key of OpenSSH's without a passphrase: "
              + e.getMessage()
              + "; for any other, sign with ssh-keygen -Y sign");
    }
  }

  private static SigningKey parse(String text) throws GeneralSecurityException {
    var in = new SshBytes(SshBytes.armoured(text, ARMOUR));
    if (!Arrays.equals(in.take(MAGIC.length), MAGIC)) {
      throw new IllegalArgumentException("it is of another kind");
    }
    if (!in.text().equals(NONE)) {
      throw new IllegalArgumentException("it lies under a passphrase");
    }
    in.string();
    in.string();
    if (in.number() != 1) {
      throw new IllegalArgumentException("it holds several keys");
    }
    in.string();
    var inner = new SshBytes(in.string());
    inner.take(2 * Integer.BYTES);
    var type = inner.text();
    if (!type.equals(AuthorityKey.TYPE)) {
      throw new IllegalArgumentException("it is of the type " + type);
    }
    var open = AuthorityKey.ofRaw(inner.string());
    var both = inner.string();
    var secret =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(
                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(both, SEED)));
    var key = new SigningKey(open, secret);
    var probe = new byte[] {1};
    if (!open.verifies(probe, key.raw(probe))) {
      throw new IllegalArgumentException("its two halves do not belong together");
    }
    return key;
  }

  public AuthorityKey open() {
    return open;
  }

  /// Signs a file's bytes for a purpose.
  ///
  /// @return what belongs beside it, as [DetachedSignature#parse] reads it
  public String sign(byte[] file, String namespace) {
    var reserved = new byte[0];
    var signed =
        new SshBytes.Out()
            .text(AuthorityKey.TYPE)
            .string(raw(DetachedSignature.message(namespace, reserved, "sha512", file)));
    return SshBytes.armour(
        new SshBytes.Out()
            .raw(DetachedSignature.MAGIC)
            .number(DetachedSignature.VERSION)
            .string(open.blob())
            .text(namespace)
            .string(reserved)
            .text("sha512")
            .string(signed.made())
            .made(),
        DetachedSignature.ARMOUR);
  }

  private byte[] raw(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with an Ed25519 key", e);
    }
  }
}
