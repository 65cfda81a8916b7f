package org.vigie.governance.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A signature beside the file that it is of: what `ssh-keygen -Y sign` writes (OpenSSH,
/// PROTOCOL.sshsig). Immutable.
///
/// It is of a purpose too, the *namespace*: who signed a mail or an act cannot be shown to have
/// signed a profile.
public final class DetachedSignature {

  static final String ARMOUR = "SSH SIGNATURE";
  static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int BYTES = 64;

  private final AuthorityKey key;
  private final String namespace;
  private final byte[] reserved;
  private final String hash;
  private final byte[] signature;

  private DetachedSignature(
      AuthorityKey key, String namespace, byte[] reserved, String hash, byte[] signature) {
    this.key = key;
    this.namespace = namespace;
    this.reserved = reserved;
    this.hash = hash;
    this.signature = signature;
  }

  /// Reads one; that says nothing yet of whether it holds.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  public static DetachedSignature parse(String text) {
    var in = new SshBytes(SshBytes.armoured(text, ARMOUR));
    if (!Arrays.equals(in.take(MAGIC.length), MAGIC)) {
      throw new IllegalArgumentException("it is no signature of OpenSSH's");
    }
    int version = in.number();
    if (version != VERSION) {
      throw new IllegalArgumentException("it is of version " + version + ", not 1");
    }
    var key = AuthorityKey.of(in.string());
    var namespace = in.text();
    var reserved = in.string();
    var hash = in.text();
    if (!hash.equals("sha512") && !hash.equals("sha256")) {
      throw new IllegalArgumentException("its hash is " + hash + ", not sha512 or sha256");
    }
    var signed = new SshBytes(in.string());
    in.end();
    var type = signed.text();
    var signature = signed.string();
    signed.end();
    if (!type.equals(AuthorityKey.TYPE) || signature.length != BYTES) {
      throw new IllegalArgumentException("it is not of Ed25519");
    }
    return new DetachedSignature(key, namespace, reserved, hash, signature);
  }

  /// The key that it says it was made with.
  public AuthorityKey key() {
    return key;
  }

  public String namespace() {
    return namespace;
  }

  /// Whether that key signed these bytes for this purpose.
  public boolean holds(byte[] file) {
    return key.verifies(message(namespace, reserved, hash, file), signature);
  }

  /// What is signed: not the file, but its hash and what it is signed for.
  static byte[] message(String namespace, byte[] reserved, String hash, byte[] file) {
    var digest = Digests.of(hash.equals("sha512") ? "SHA-512" : "SHA-256", file);
    return new SshBytes.Out()
        .raw(MAGIC)
        .text(namespace)
        .string(reserved)
        .text(hash)
        .string(digest)
        .made();
  }
}
