package org.vigie.server.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;

/// The certificate that browsers are shown.
///
/// @param subject whom it names
/// @param issuer who signed it
/// @param from when it begins to be valid
/// @param until when it ends
/// @param selfSigned nobody but itself vouches for it
public record Certificate(
    String subject, String issuer, Instant from, Instant until, boolean selfSigned) {

  /// The first of a PEM file, which is the server's own.
  ///
  /// @throws IOException if there is no certificate in the file; says so
  public static Certificate read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in).iterator();
      if (!found.hasNext() || !(found.next() instanceof X509Certificate first)) {
        throw new IOException(file + " holds no certificate");
      }
      var subject = first.getSubjectX500Principal();
      var issuer = first.getIssuerX500Principal();
      return new Certificate(
          subject.getName(),
          issuer.getName(),
          first.getNotBefore().toInstant(),
          first.getNotAfter().toInstant(),
          subject.equals(issuer));
    } catch (CertificateException e) {
      throw new IOException(file + " holds no certificate that can be read", e);
    }
  }
}
