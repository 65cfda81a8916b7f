package org.vigie.app.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.vigie.base.BadInput;
import org.vigie.base.Durable;

/// The private key that opens what was locked to its [AgeRecipient]: 32 bytes (X25519), in a file
/// that `age -i` reads too.
public final class AgeKey {

  private static final String PREFIX = "age-secret-key-";
  private static final int MOST_BYTES = 64 * 1024;

  private final byte[] secret;

  private AgeKey(byte[] secret) {
    this.secret = secret;
  }

  public static AgeKey fresh() {
    var secret = new byte[AgeRecipient.BYTES];
    new SecureRandom().nextBytes(secret);
    return new AgeKey(secret);
  }

  /// Reads a file of one key; lines that begin with `#` are passed over.
  ///
  /// @throws BadInput if there is none in it
  public static AgeKey read(Path file) throws IOException, BadInput {
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
      for (var line : text.lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          var secret = Bech32.decode(PREFIX, line.strip());
          if (secret.isPresent() && secret.get().length == AgeRecipient.BYTES) {
            return new AgeKey(secret.get());
          }
          break;
        }
      }
    } catch (NoSuchFileException e) {
      throw BadInput.at(file, 0, "there is no such file");
    }
    throw BadInput.at(file, 0, "should hold a line AGE-SECRET-KEY-1..., as age-keygen writes it");
  }

  /// Writes it into a new file, readable by its owner only.
  public void write(Path file) throws IOException {
    var text = "# public key: %s\n%s\n".formatted(recipient(), text());
    Durable.create(file, text.getBytes(StandardCharsets.US_ASCII), Durable.PRIVATE_FILE);
  }

  private String text() {
    return Bech32.encode(PREFIX, secret).toUpperCase(Locale.ROOT);
  }

  public AgeRecipient recipient() {
    return new AgeRecipient(parameters().generatePublicKey().getEncoded());
  }

  X25519PrivateKeyParameters parameters() {
    return new X25519PrivateKeyParameters(secret);
  }

  /// Never the secret.
  @Override
  public String toString() {
    return "the key of " + recipient();
  }
}
