package org.vigie.verify.footage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Hashes, keys and seals as design/reels.md states them.
final class Crypto {

  private static final String PART = "vigie/reel/1/part/";
  private static final String COMMITMENT = "vigie/reel/1/commitment/";

  private Crypto() {}

  /// SHA-512/256 of the beginning of some bytes.
  static byte[] hash(byte[] bytes, int length) {
    var digest = digest();
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-512/256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512/256", e);
    }
  }

  static boolean commits(byte[] key, Header header) {
    return Arrays.equals(
        expand(key, COMMITMENT, header.reel().getBytes(StandardCharsets.UTF_8)),
        header.commitment());
  }

  /// The plaintext of a part; nothing if its seal does not hold.
  ///
  /// @param key the reel's
  static Optional<byte[]> open(byte[] key, byte[] headerHash, byte[] frame, byte[] sealed) {
    var number = Arrays.copyOfRange(frame, 4, 8);
    return openPart(expand(key, PART, number), headerHash, frame, sealed);
  }

  /// The same with the key of that part alone.
  static Optional<byte[]> openPart(byte[] partKey, byte[] headerHash, byte[] frame, byte[] sealed) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(partKey, "AES"),
          new GCMParameterSpec(128, new byte[12]));
      cipher.updateAAD(headerHash);
      cipher.updateAAD(frame);
      return Optional.of(cipher.doFinal(sealed));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /// HKDF-Expand of RFC 5869 with SHA-256, one block.
  private static byte[] expand(byte[] key, String info, byte[] more) {
    var prefix = info.getBytes(StandardCharsets.US_ASCII);
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(
          ByteBuffer.allocate(prefix.length + more.length + 1)
              .put(prefix)
              .put(more)
              .put((byte) 1)
              .flip());
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
