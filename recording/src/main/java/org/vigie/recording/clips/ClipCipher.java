package org.vigie.recording.clips;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.recording.Unreadable;

/// Seals and opens what a kept clip holds: AES-256-GCM, film and still each under a key of its own,
/// derived with HKDF-SHA256 from the clip's key. A key encrypts one message only, so the nonce is
/// zero; the header's hash is the associated data.
///
/// Used by one thread.
final class ClipCipher {

  static final int TAG_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final byte[] COMMITMENT_LABEL = label("vigie/clip/1/commitment");
  private static final GCMParameterSpec ZERO_NONCE =
      new GCMParameterSpec(TAG_BYTES * 8, new byte[12]);

  /// What is sealed apart.
  enum Kind {
    FILM("vigie/clip/1/film"),
    STILL("vigie/clip/1/still");

    private final byte[] label;

    Kind(String label) {
      this.label = label(label);
    }
  }

  private final KDF hkdf;
  private final Cipher cipher;

  ClipCipher() {
    try {
      hkdf = KDF.getInstance("HKDF-SHA256");
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256 or no AES-GCM", e);
    }
  }

  /// What a header says of its clip's key: it tells whether a key is the right one, and nothing
  /// about it.
  byte[] commitment(byte[] clipKey) {
    try {
      return hkdf.deriveData(
          HKDFParameterSpec.expandOnly(secret(clipKey), COMMITMENT_LABEL, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF refused to work", e);
    }
  }

  byte[] seal(byte[] clipKey, Kind kind, byte[] headerHash, byte[] plain) {
    try {
      start(Cipher.ENCRYPT_MODE, clipKey, kind, headerHash);
      return cipher.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to work", e);
    }
  }

  /// @throws Unreadable if one bit of header or ciphertext, or the key, is not what it was
  byte[] open(byte[] clipKey, Kind kind, byte[] headerHash, byte[] sealed) throws Unreadable {
    try {
      start(Cipher.DECRYPT_MODE, clipKey, kind, headerHash);
      return cipher.doFinal(sealed);
    } catch (GeneralSecurityException e) {
      throw new Unreadable("it was changed, or the key is not its key");
    }
  }

  private void start(int mode, byte[] clipKey, Kind kind, byte[] headerHash)
      throws GeneralSecurityException {
    var info = HKDFParameterSpec.expandOnly(secret(clipKey), kind.label, KEY_BYTES);
    cipher.init(mode, hkdf.deriveKey("AES", info), ZERO_NONCE);
    cipher.updateAAD(headerHash);
  }

  private static SecretKey secret(byte[] clipKey) {
    return new SecretKeySpec(clipKey, "Generic");
  }

  private static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
