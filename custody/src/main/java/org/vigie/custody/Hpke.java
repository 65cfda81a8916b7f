package org.vigie.custody;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/// HPKE (RFC 9180) in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. Safe
/// for any thread.
final class Hpke {

  /// Of a public and of a private key.
  static final int KEY_BYTES = 32;

  /// How much longer a sealed message is: the encapsulated key and the tag.
  static final int OVERHEAD = 32 + 16;

  private static final byte[] NO_PSK = new byte[0];

  private Hpke() {}

  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /// Encrypts to a public key: the encapsulated key, then the ciphertext with its tag.
  ///
  /// @param info what the message is about; whoever opens it must say the same
  static byte[] seal(byte[] publicKey, byte[] info, byte[] plain) {
    var to = new X25519PublicKeyParameters(publicKey);
    try {
      var both = suite().seal(to, info, new byte[0], plain, NO_PSK, NO_PSK, null);
      var sealed = Arrays.copyOf(both[1], both[1].length + both[0].length);
      System.arraycopy(both[0], 0, sealed, both[1].length, both[0].length);
      return sealed;
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("HPKE refused to work", e);
    }
  }

  /// What [#seal] encrypted; nothing if it was for another key, about something else, or changed.
  static Optional<byte[]> open(byte[] privateKey, byte[] info, byte[] sealed) {
    if (sealed.length < OVERHEAD) {
      return Optional.empty();
    }
    var own = new X25519PrivateKeyParameters(privateKey);
    var pair = new AsymmetricCipherKeyPair(own.generatePublicKey(), own);
    var encapsulated = Arrays.copyOf(sealed, KEY_BYTES);
    var ciphertext = Arrays.copyOfRange(sealed, KEY_BYTES, sealed.length);
    try {
      return Optional.of(
          suite().open(encapsulated, pair, info, new byte[0], ciphertext, NO_PSK, NO_PSK, null));
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException e) {
      // A point of small order is refused before anything is decrypted.
      return Optional.empty();
    }
  }
}
