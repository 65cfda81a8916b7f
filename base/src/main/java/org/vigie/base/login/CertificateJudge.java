package org.vigie.base.login;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Sha256;

/// Judges one camera's certificate, and remembers its fingerprint for the message. For use by any
/// thread.
public final class CertificateJudge extends X509ExtendedTrustManager {

  private final @Nullable X509ExtendedTrustManager authorities;
  private volatile @Nullable String pinned;
  private volatile @Nullable String seen;

  /// @param authorities absent: the certificate is compared with `pinned`
  /// @param pinned absent, where there are no authorities either: the first one that is seen
  private CertificateJudge(
      @Nullable X509ExtendedTrustManager authorities, @Nullable String pinned) {
    this.authorities = authorities;
    this.pinned = pinned;
  }

  /// One that judges by what is configured.
  ///
  /// @throws BadInput if the file of authorities cannot be read
  public static CertificateJudge of(CameraTrust trust) throws BadInput {
    try {
      return switch (trust) {
        case CameraTrust.Usual usual -> new CertificateJudge(authorities(null), null);
        case CameraTrust.Authority(var file) -> {
          var store = KeyStore.getInstance(KeyStore.getDefaultType());
          store.load(null, null);
          try (var in = Files.newInputStream(file)) {
            int count = 0;
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
              store.setCertificateEntry("authority" + count++, one);
            }
          }
          yield new CertificateJudge(authorities(store), null);
        }
        case CameraTrust.Fingerprint(var sha256) -> new CertificateJudge(null, sha256);
      };
    } catch (IOException | CertificateException e) {
      throw new BadInput(
          "the file of certificate authorities cannot be read (" + e.getMessage() + ")");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a key store", e);
    }
  }

  /// One that takes the first certificate it sees, and from then on no other: for a camera that is
  /// met for the first time, by a person who is shown the fingerprint.
  public static CertificateJudge firstSight() {
    return new CertificateJudge(null, null);
  }

  /// Whether the certificate must also be made out to the host; a pinned one says what it likes.
  public boolean asksForTheHost() {
    return authorities != null;
  }

  /// TLS as this judge allows it.
  public SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /// The SHA-256 fingerprint of the last certificate that was shown, as tools print it.
  public Optional<String> seen() {
    return Optional.ofNullable(seen);
  }

  /// Says for a person why the certificate that was [#seen] is refused.
  ///
  /// @param why what the TLS library says
  public String refusal(@Nullable String why) {
    return authorities == null
        ? "the camera's certificate is not the one that is configured: its SHA-256 fingerprint is "
            + seen
            + "; somebody may be in between, or the camera has a new one"
        : "the camera's certificate is not trusted ("
            + why
            + "); its SHA-256 fingerprint is "
            + seen
            + "; if that is what the camera itself shows, configure it";
  }

  private static X509ExtendedTrustManager authorities(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    look(chain);
    if (authorities != null) {
      authorities.checkServerTrusted(chain, type, socket);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    look(chain);
    if (authorities != null) {
      authorities.checkServerTrusted(chain, type, engine);
    }
  }

  private synchronized void look(X509Certificate[] chain) throws CertificateException {
    var hash = Sha256.of(chain[0].getEncoded());
    seen = CameraTrust.spoken(hash);
    if (authorities != null) {
      return;
    }
    if (pinned == null) {
      pinned = HexFormat.of().formatHex(hash);
    } else if (!MessageDigest.isEqual(hash, HexFormat.of().parseHex(pinned))) {
      throw new CertificateException("another certificate");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("only connections that are there are judged");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("cameras are not let in");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("cameras are not let in");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("cameras are not let in");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
