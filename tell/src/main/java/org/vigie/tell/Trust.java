package org.vigie.tell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;

/// By which authorities a receiver's certificate is judged. There is no way to trust just any, and
/// the certificate must be made out to the host.
public final class Trust {

  private Trust() {}

  /// @param file a PEM file of authorities; absent: those that the Java runtime knows
  /// @throws BadInput if there is none in the file
  public static TrustManagerFactory of(Optional<Path> file) throws BadInput {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(file.isEmpty() ? null : store(file.get()));
      return factory;
    } catch (IOException | CertificateException e) {
      throw new BadInput("should be a PEM file of certificates (" + e.getMessage() + ")");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a key store", e);
    }
  }

  static SSLContext context(Optional<Path> file) throws BadInput {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, of(file).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private static @Nullable KeyStore store(Path file)
      throws IOException, GeneralSecurityException, BadInput {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(file)) {
      int count = 0;
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority" + count++, one);
      }
      if (count == 0) {
        throw new BadInput("should be a PEM file of certificates (there is none in it)");
      }
    }
    return store;
  }
}
