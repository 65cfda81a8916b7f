package org.vigie.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// TLS with a certificate from PEM files, read again when it was renewed. Used by one thread.
final class Certificates {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  private final RelaySettings.Tls files;
  private SSLContext context;
  private List<FileTime> changed;

  /// @throws IOException with a plain message if the files cannot be used
  Certificates(RelaySettings.Tls files) throws IOException {
    this.files = files;
    this.changed = changed();
    this.context = read();
  }

  /// As the files are now; as they were where they cannot be used, such as half of a renewal.
  SSLContext current() {
    try {
      var now = changed();
      if (!now.equals(changed)) {
        context = read();
        changed = now;
      }
    } catch (IOException e) {
      System.getLogger(Certificates.class.getName())
          .log(System.Logger.Level.WARNING, "the relays go on with their certificate: {0}", e);
    }
    return context;
  }

  private List<FileTime> changed() throws IOException {
    return List.of(
        Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
  }

  private SSLContext read() throws IOException {
    try (var in = Files.newInputStream(files.certificate())) {
      var chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(new Certificate[0]);
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("relay", key(files.key()), new char[0], chain);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var made = SSLContext.getInstance("TLS");
      made.init(keys.getKeyManagers(), null, null);
      return made;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the relays' certificate %s cannot be used: %s"
              .formatted(files.certificate(), e.getMessage()),
          e);
    }
  }

  private static PrivateKey key(Path file) throws IOException {
    var pem = KEY.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new IOException(file + ": should hold a private key in PKCS#8 (BEGIN PRIVATE KEY)");
    }
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(pem.group(1));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": its private key is damaged: " + e.getMessage(), e);
    }
    for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (GeneralSecurityException e) {
        // Of another kind.
      }
    }
    throw new IOException(file + ": should hold a key of RSA, EC or EdDSA");
  }
}
