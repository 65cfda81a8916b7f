package org.vigie.server.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.base.Durable;

/// What protects second factors at rest: the file `keys/sign-in.key`, 32 random bytes, mode 0600. A
/// copy of users.db alone gives no code away; whoever has both files can make codes.
///
/// Safe for any thread.
final class FactorKey {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec sealing;
  private final SecretKeySpec marking;

  private FactorKey(byte[] key) {
    this.sealing = new SecretKeySpec(hmac(new SecretKeySpec(key, "RAW"), "vigie totp"), "AES");
    this.marking =
        new SecretKeySpec(hmac(new SecretKeySpec(key, "RAW"), "vigie recovery code"), "RAW");
  }

  /// Opens the key's file, which is made where there is none.
  ///
  /// @throws IOException with a plain message if it cannot be read or is none
  static FactorKey open(Path file) throws IOException {
    if (!Files.exists(file)) {
      var key = new byte[KEY_BYTES];
      RANDOM.nextBytes(key);
      var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Durable.privateFolder(folder);
      Durable.create(file, key, Durable.PRIVATE_FILE);
      Durable.flushFolder(folder);
    }
    var key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException(
          file
              + ": should be "
              + KEY_BYTES
              + " bytes; bring it back from a backup, or delete it: then codes of authenticator"
              + " apps are refused until they are set up again");
    }
    return new FactorKey(key);
  }

  /// Locks a person's secret.
  byte[] seal(String person, byte[] secret) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, person, nonce).doFinal(secret);
      var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /// What was locked for that person; nothing if it was locked with another key, or for somebody
  /// else.
  Optional<byte[]> unseal(String person, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      return Optional.empty();
    }
    try {
      var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, person, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /// What is kept of a recovery code.
  byte[] mark(String person, String code) {
    return hmac(marking, person + "\n" + code);
  }

  private Cipher cipher(int mode, String person, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(person.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
