package org.vigie.custody;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.vigie.base.Durable;

/// A custodian's keys in a file, under a passphrase: Argon2id (RFC 9106, its second recommended
/// option: 64 MiB, three passes, four lanes), then AES-256-GCM over both private keys, with all
/// lines before as associated data. Each file has a salt of its own, so its key encrypts once and
/// the nonce is zero.
public final class KeyFile {

  /// Shorter passphrases are not taken: the file may be copied and guessed at for years.
  public static final int SHORTEST_PASSPHRASE = 12;

  private static final String MAGIC = "vigie-custodian-keys-1";
  private static final int SALT_BYTES = 16;
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int PASSES = 3;
  private static final int LANES = 4;
  private static final int TAG_BYTES = 16;
  private static final int SECRET_BYTES = Hpke.KEY_BYTES + Signatures.KEY_BYTES;

  private KeyFile() {}

  /// Writes a new file, readable by its owner only.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is one: keys are never overwritten
  /// @throws CustodyRefused if the passphrase is too short
  public static void write(Path file, CustodianKeys keys, char[] passphrase)
      throws IOException, CustodyRefused {
    if (passphrase.length < SHORTEST_PASSPHRASE) {
      throw new CustodyRefused(
          "A passphrase has at least %d characters; five words picked by dice are good."
              .formatted(SHORTEST_PASSPHRASE));
    }
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    var head = MAGIC + "\n" + keys.custodian().card() + "\nargon2id " + Texts.base64(salt) + "\n";
    var secrets = keys.secrets();
    try {
      var sealed = crypt(Cipher.ENCRYPT_MODE, head, passphrase, salt, secrets);
      var text = head + "sealed " + Texts.base64(sealed) + "\n";
      Durable.create(file, Texts.utf8(text), Durable.PRIVATE_FILE);
    } catch (AEADBadTagException e) {
      throw new IllegalStateException("AES-GCM refused to work", e);
    } finally {
      Arrays.fill(secrets, (byte) 0);
    }
  }

  /// Reads a file.
  ///
  /// @throws CustodyRefused if the passphrase is another, or the file was changed
  public static CustodianKeys read(Path file, char[] passphrase)
      throws IOException, CustodyRefused {
    var text = Files.readString(file);
    var lines = new Lines(text, MAGIC, "a file of a custodian's keys");
    var custodian = Custodian.ofCard(lines.whole());
    var salt = lines.bytes("argon2id", SALT_BYTES);
    var sealed = lines.bytes("sealed", SECRET_BYTES + TAG_BYTES);
    lines.end();
    var head = text.substring(0, text.indexOf("sealed "));
    try {
      var secrets = crypt(Cipher.DECRYPT_MODE, head, passphrase, salt, sealed);
      var keys =
          CustodianKeys.of(
              custodian.person(),
              Arrays.copyOf(secrets, Hpke.KEY_BYTES),
              Arrays.copyOfRange(secrets, Hpke.KEY_BYTES, secrets.length));
      Arrays.fill(secrets, (byte) 0);
      return keys;
    } catch (AEADBadTagException e) {
      throw new CustodyRefused("The passphrase is not the one of this file, or it was changed.");
    }
  }

  /// Who the keys in a file belong to; needs no passphrase and proves nothing.
  public static Custodian whose(Path file) throws IOException, CustodyRefused {
    return Custodian.ofCard(
        new Lines(Files.readString(file), MAGIC, "a file of a custodian's keys").whole());
  }

  private static byte[] crypt(int mode, String head, char[] passphrase, byte[] salt, byte[] bytes)
      throws AEADBadTagException {
    var key = derive(passphrase, salt);
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, new byte[12]));
      cipher.updateAAD(Texts.utf8(head));
      return cipher.doFinal(bytes);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] derive(char[] passphrase, byte[] salt) {
    var argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    var password = new byte[encoded.remaining()];
    encoded.get(password);
    var key = new byte[32];
    argon.generateBytes(password, key);
    Arrays.fill(password, (byte) 0);
    Arrays.fill(encoded.array(), (byte) 0);
    return key;
  }
}
