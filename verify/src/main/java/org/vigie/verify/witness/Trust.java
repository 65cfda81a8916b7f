package org.vigie.verify.witness;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// HTTP clients that trust what the machine trusts, or one authority only.
final class Trust {

  private Trust() {}

  /// @param authority a PEM file of certificates
  static HttpClient client(Optional<Path> authority) throws IOException, Refusal {
    var builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
    if (authority.isPresent()) {
      builder.sslContext(only(authority.get()));
    }
    return builder.build();
  }

  private static SSLContext only(Path file) throws IOException, Refusal {
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new Refusal(file + " holds no certificates (PEM): " + e.getMessage());
    }
  }
}
