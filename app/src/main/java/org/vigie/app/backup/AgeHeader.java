package org.vigie.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/// The text before the sealed bytes of an age file: the file's key, wrapped for each who may open
/// it, and a code that tells when the text was changed.
final class AgeHeader {

  private static final String VERSION = "age-encryption.org/v1";
  private static final String X25519 = "X25519";
  private static final String SCRYPT = "scrypt";
  private static final String END = "---";
  private static final int FILE_KEY_BYTES = 16;
  private static final int WRAPPED_BYTES = FILE_KEY_BYTES + AgeCrypto.TAG_BYTES;
  private static final int SALT_BYTES = 16;
  private static final int COLUMNS = 64;
  private static final int MOST_BYTES = 64 * 1024;

  /// More would take more memory than a program here has.
  private static final int MOST_WORK = 18;

  private static final byte[] ZERO_NONCE = new byte[AgeCrypto.NONCE_BYTES];
  private static final SecureRandom RANDOM = new SecureRandom();

  private record Stanza(List<String> words, byte[] body) {
    String type() {
      return words.getFirst();
    }
  }

  private final byte[] fileKey;
  private final byte[] bytes;

  private AgeHeader(byte[] fileKey, byte[] bytes) {
    this.fileKey = fileKey;
    this.bytes = bytes;
  }

  /// What the sealed bytes are sealed under.
  byte[] payloadKey(byte[] nonce) {
    return AgeCrypto.derive(fileKey, nonce, "payload");
  }

  byte[] bytes() {
    return bytes.clone();
  }

  // --- writing

  static AgeHeader lock(Lock lock) {
    var fileKey = random(FILE_KEY_BYTES);
    var text = new StringBuilder(VERSION).append('\n');
    switch (lock) {
      case Lock.Passphrase(var words, int workFactor) ->
          text.append(passphraseStanza(words, workFactor, fileKey));
      case Lock.Recipients(var recipients) ->
          recipients.forEach(one -> text.append(recipientStanza(one, fileKey)));
    }
    text.append(END);
    var mac = mac(fileKey, ascii(text.toString()));
    text.append(' ').append(base64(mac)).append('\n');
    return new AgeHeader(fileKey, ascii(text.toString()));
  }

  private static String passphraseStanza(String words, int workFactor, byte[] fileKey) {
    var salt = random(SALT_BYTES);
    var wrapped = wrap(AgeCrypto.scrypt(words, labelled(salt), workFactor), fileKey);
    return "-> %s %s %d\n%s\n".formatted(SCRYPT, base64(salt), workFactor, base64(wrapped));
  }

  private static String recipientStanza(AgeRecipient to, byte[] fileKey) {
    var once = new X25519PrivateKeyParameters(RANDOM);
    var share = once.generatePublicKey().getEncoded();
    var shared =
        AgeCrypto.agree(once, to.key())
            .orElseThrow(() -> new IllegalArgumentException("not a usable key: " + to));
    var wrapped = wrap(wrapKey(shared, share, to), fileKey);
    return "-> %s %s\n%s\n".formatted(X25519, base64(share), base64(wrapped));
  }

  private static byte[] wrapKey(byte[] shared, byte[] share, AgeRecipient to) {
    return AgeCrypto.derive(shared, joined(share, to.key()), VERSION + "/" + X25519);
  }

  private static byte[] wrap(byte[] key, byte[] fileKey) {
    return AgeCrypto.seal(key, ZERO_NONCE, fileKey, fileKey.length);
  }

  private static byte[] labelled(byte[] salt) {
    return joined(ascii(VERSION + "/" + SCRYPT), salt);
  }

  // --- reading

  /// @param where names the file in errors
  /// @throws BackupRefused if it is no such header, was changed, or opens with something else
  static AgeHeader open(InputStream in, Opener opener, String where) throws IOException {
    var lines = new Lines(in, where);
    if (!lines.next().equals(VERSION)) {
      throw notOne(where);
    }
    var stanzas = new ArrayList<Stanza>();
    var line = lines.next();
    while (line.startsWith("-> ")) {
      stanzas.add(stanza(line, lines, where));
      line = lines.next();
    }
    var mac = line.startsWith(END + " ") ? bytes(line.substring(4)) : Optional.<byte[]>empty();
    if (mac.isEmpty() || stanzas.isEmpty()) {
      throw damaged(where);
    }
    var fileKey = fileKey(stanzas, opener, where);
    var covered = lines.until(line.length() + 1 - END.length());
    if (!MessageDigest.isEqual(mac(fileKey, covered), mac.get())) {
      throw damaged(where);
    }
    return new AgeHeader(fileKey, lines.until(0));
  }

  private static Stanza stanza(String first, Lines lines, String where) throws IOException {
    var body = new StringBuilder();
    String line;
    do {
      line = lines.next();
      body.append(line);
    } while (line.length() == COLUMNS);
    return new Stanza(
        List.of(first.substring(3).split(" ", -1)),
        bytes(body.toString()).orElseThrow(() -> damaged(where)));
  }

  private static byte[] fileKey(List<Stanza> stanzas, Opener opener, String where)
      throws BackupRefused {
    boolean byPassphrase = stanzas.stream().anyMatch(one -> one.type().equals(SCRYPT));
    if (byPassphrase && stanzas.size() > 1) {
      throw damaged(where);
    }
    return switch (opener) {
      case Opener.Passphrase(var words) -> {
        if (!byPassphrase) {
          throw new BackupRefused(
              where + " is locked to a key, not by a passphrase: name its file with --key");
        }
        yield byPassphrase(stanzas.getFirst(), words, where)
            .orElseThrow(
                () ->
                    new BackupRefused(
                        where + ": this is not its passphrase, or its first lines were changed"));
      }
      case Opener.Key(var key) -> {
        if (byPassphrase) {
          throw new BackupRefused(
              where
                  + " is locked by a passphrase, not to a key: leave --key out, or name --passphrase-file");
        }
        for (var stanza : stanzas) {
          var found = byKey(stanza, key, where);
          if (found.isPresent()) {
            yield found.get();
          }
        }
        throw new BackupRefused(
            "%s is not locked to %s, or its first lines were changed: name another key with --key"
                .formatted(where, key.recipient()));
      }
    };
  }

  private static Optional<byte[]> byPassphrase(Stanza stanza, String words, String where)
      throws BackupRefused {
    var given = stanza.words();
    var salt = given.size() == 3 ? bytes(given.get(1)) : Optional.<byte[]>empty();
    if (salt.isEmpty()
        || salt.get().length != SALT_BYTES
        || !given.get(2).matches("[1-9]\\d?")
        || stanza.body().length != WRAPPED_BYTES) {
      throw damaged(where);
    }
    int work = Integer.parseInt(given.get(2));
    if (work > MOST_WORK) {
      throw new BackupRefused(
          "%s: opening it costs 2^%d steps, and Vigie writes no more than 2^%d: its first lines were changed, or it is not Vigie's"
              .formatted(where, work, MOST_WORK));
    }
    var key = AgeCrypto.scrypt(words, labelled(salt.get()), work);
    return AgeCrypto.open(key, ZERO_NONCE, stanza.body(), WRAPPED_BYTES);
  }

  /// Nothing where it is for somebody else.
  private static Optional<byte[]> byKey(Stanza stanza, AgeKey key, String where)
      throws BackupRefused {
    if (!stanza.type().equals(X25519)) {
      return Optional.empty();
    }
    var share =
        stanza.words().size() == 2 ? bytes(stanza.words().get(1)) : Optional.<byte[]>empty();
    if (share.isEmpty()
        || share.get().length != AgeRecipient.BYTES
        || stanza.body().length != WRAPPED_BYTES) {
      throw damaged(where);
    }
    return AgeCrypto.agree(key.parameters(), share.get())
        .flatMap(
            shared ->
                AgeCrypto.open(
                    wrapKey(shared, share.get(), key.recipient()),
                    ZERO_NONCE,
                    stanza.body(),
                    WRAPPED_BYTES));
  }

  private static byte[] mac(byte[] fileKey, byte[] text) {
    return AgeCrypto.hmac(AgeCrypto.derive(fileKey, new byte[0], "header"), text);
  }

  private static BackupRefused notOne(String where) {
    return new BackupRefused(
        where
            + " is no backup of Vigie: one begins with the line "
            + VERSION
            + ". Is it the right file?");
  }

  private static BackupRefused damaged(String where) {
    return new BackupRefused(
        where + ": its first lines were changed or cut: copy it again from where it was made");
  }

  /// The lines of the header, and all bytes that were read of it.
  private static final class Lines {

    private final InputStream in;
    private final String where;
    private final byte[] read = new byte[MOST_BYTES];
    private int length;

    Lines(InputStream in, String where) {
      this.in = in;
      this.where = where;
    }

    String next() throws IOException {
      int from = length;
      while (length < MOST_BYTES) {
        int one = in.read();
        if (one < 0) {
          throw from == 0 ? notOne(where) : damaged(where);
        }
        read[length++] = (byte) one;
        if (one == '\n') {
          return new String(read, from, length - from - 1, StandardCharsets.ISO_8859_1);
        }
        if (from == 0 && length > VERSION.length()) {
          throw notOne(where);
        }
      }
      throw damaged(where);
    }

    /// All bytes but the last ones.
    byte[] until(int last) {
      return Arrays.copyOf(read, length - last);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Nothing if it is not what [#base64] would have written.
  private static Optional<byte[]> bytes(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      return base64(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
