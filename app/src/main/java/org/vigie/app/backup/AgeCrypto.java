package org.vigie.app.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/// What the age format is built from, by the names that its specification (c2sp.org/age) uses. Each
/// primitive is the JDK's or Bouncy Castle's.
final class AgeCrypto {

  static final int TAG_BYTES = 16;
  static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 32;

  private AgeCrypto() {}

  /// HKDF-SHA-256, 32 bytes.
  ///
  /// @param salt may be empty
  static byte[] derive(byte[] secret, byte[] salt, String info) {
    try {
      var extract =
          HKDFParameterSpec.ofExtract()
              .addIKM(new SecretKeySpec(secret, "Generic"))
              .addSalt(salt)
              .thenExpand(info.getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
      return KDF.getInstance("HKDF-SHA256").deriveData(extract);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 25 has HKDF-SHA256", e);
    }
  }

  static byte[] hmac(byte[] key, byte[] text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  static Cipher chaCha() {
    try {
      return Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 11 has ChaCha20-Poly1305", e);
    }
  }

  static byte[] seal(byte[] key, byte[] nonce, byte[] plain, int length) {
    try {
      var cipher = chaCha();
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
      return cipher.doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 refused to work", e);
    }
  }

  /// Nothing if one bit of it, or the key, is another.
  static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] sealed, int length) {
    if (length < TAG_BYTES) {
      return Optional.empty();
    }
    try {
      var cipher = chaCha();
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
      return Optional.of(cipher.doFinal(sealed, 0, length));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 refused to work", e);
    }
  }

  /// Nothing for a point of small order, which would give everybody the same secret.
  static Optional<byte[]> agree(X25519PrivateKeyParameters own, byte[] other) {
    var shared = new byte[KEY_BYTES];
    try {
      own.generateSecret(new X25519PublicKeyParameters(other), shared, 0);
      return Optional.of(shared);
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  static byte[] scrypt(String words, byte[] salt, int workFactor) {
    return SCrypt.generate(
        words.getBytes(StandardCharsets.UTF_8), salt, 1 << workFactor, 8, 1, KEY_BYTES);
  }
}
