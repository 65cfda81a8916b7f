package org.vigie.custody.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.vigie.custody.CustodyRefused;

/// The certificates or authorities in a PEM file, believed instead of the JDK's.
final class Trust {

  private Trust() {}

  static SSLContext of(Path pem) throws IOException, CustodyRefused {
    try (var in = Files.newInputStream(pem)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("town-" + store.size(), certificate);
      }
      if (store.size() == 0) {
        throw new CustodyRefused(pem + " holds no certificate (PEM).");
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new CustodyRefused(
          "%s cannot be read as certificates (PEM): %s".formatted(pem, e.getMessage()));
    }
  }
}
