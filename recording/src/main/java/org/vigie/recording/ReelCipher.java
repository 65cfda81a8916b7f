package org.vigie.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens parts: AES-256-GCM, each part under its own key, derived with HKDF-SHA256 from
/// the reel's key and the part's number. A key encrypts one message only, so the nonce is zero.
///
/// Used by one thread.
final class ReelCipher {

  static final int TAG_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final byte[] PART_LABEL = label("vigie/reel/1/part/");
  private static final byte[] MASKS_LABEL = label("vigie/reel/1/masks/");
  private static final byte[] COMMITMENT_LABEL = label("vigie/reel/1/commitment/");
  private static final GCMParameterSpec ZERO_NONCE =
      new GCMParameterSpec(TAG_BYTES * 8, new byte[12]);

  private final KDF hkdf;
  private final Cipher cipher;

  ReelCipher() {
    try {
      hkdf = KDF.getInstance("HKDF-SHA256");
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256 or no AES-GCM", e);
    }
  }

  /// What a reel's header says of its key: it tells whether a key is the right one, and nothing
  /// about it.
  byte[] commitment(byte[] reelKey, String reel) {
    try {
      var info = concat(COMMITMENT_LABEL, reel.getBytes(StandardCharsets.UTF_8));
      return hkdf.deriveData(HKDFParameterSpec.expandOnly(secret(reelKey), info, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF refused to work", e);
    }
  }

  /// The key of one part alone, which opens no other: what an outsider is given with that part.
  byte[] partKey(byte[] reelKey, int number) {
    try {
      return hkdf.deriveData(expand(reelKey, PART_LABEL, number));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF refused to work", e);
    }
  }

  /// Encrypts in place: from `at` on `buffer` holds the frame, then the plaintext, then room for
  /// the tag.
  ///
  /// @param kind of the frame: parts and masks of one reel have different keys
  void seal(
      byte[] reelKey,
      int kind,
      int number,
      byte[] headerHash,
      byte[] buffer,
      int at,
      int plainLength) {
    try {
      start(Cipher.ENCRYPT_MODE, reelKey, kind, number, headerHash, buffer, at);
      int plainAt = at + PartFrame.BYTES;
      cipher.doFinal(buffer, plainAt, plainLength, buffer, plainAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to work", e);
    }
  }

  /// Decrypts a part.
  ///
  /// @param part the frame, then the ciphertext with its tag
  /// @throws Unreadable if one bit of header, frame or ciphertext, or the key, is not what it was
  byte[] open(byte[] reelKey, PartFrame frame, byte[] headerHash, byte[] part) throws Unreadable {
    try {
      start(Cipher.DECRYPT_MODE, reelKey, frame.kind(), frame.number(), headerHash, part, 0);
      return cipher.doFinal(part, PartFrame.BYTES, frame.length());
    } catch (GeneralSecurityException e) {
      throw new Unreadable("part " + frame.number() + " was changed, or the key is not its key");
    }
  }

  private void start(
      int mode, byte[] reelKey, int kind, int number, byte[] headerHash, byte[] buffer, int at)
      throws GeneralSecurityException {
    var label = kind == PartFrame.MASKS ? MASKS_LABEL : PART_LABEL;
    var key = hkdf.deriveKey("AES", expand(reelKey, label, number));
    cipher.init(mode, key, ZERO_NONCE);
    cipher.updateAAD(headerHash);
    cipher.updateAAD(buffer, at, PartFrame.BYTES);
  }

  private static HKDFParameterSpec expand(byte[] reelKey, byte[] label, int number) {
    var info = ByteBuffer.allocate(label.length + 4).put(label).putInt(number).array();
    return HKDFParameterSpec.expandOnly(secret(reelKey), info, KEY_BYTES);
  }

  private static SecretKey secret(byte[] reelKey) {
    return new SecretKeySpec(reelKey, "Generic");
  }

  private static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    var both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
