package org.vigie.media.rtsp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;

/// Puts TLS on a connection to a camera (`rtsps`).
final class Tls {

  private Tls() {}

  /// @param plain connected; the secure one closes it
  /// @throws MediaException.Refused if the certificate is not trusted, with its fingerprint
  static SSLSocket over(Socket plain, RtspUrl url, Duration most) throws MediaException {
    var judge = judge(url.trust());
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {judge}, null);
      var socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, url.host(), url.port(), true);
      if (!(url.trust() instanceof CameraTrust.Fingerprint)) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.setSoTimeout((int) most.toMillis());
      socket.startHandshake();
      return socket;
    } catch (SocketTimeoutException e) {
      throw new MediaException.Unreachable("the camera does not finish the TLS handshake");
    } catch (SSLException e) {
      throw judge.seen == null
          ? new MediaException.Broken(
              "the camera does not speak TLS at this port, or none that is still safe ("
                  + e.getMessage()
                  + ")")
          : new MediaException.Refused(refusal(url.trust(), judge.seen, e));
    } catch (IOException e) {
      throw new MediaException.Unreachable("the connection broke (" + e.getMessage() + ")");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private static String refusal(CameraTrust trust, String seen, SSLException why) {
    return switch (trust) {
      case CameraTrust.Fingerprint pinned ->
          "the camera's certificate is not the one that is configured: its SHA-256 fingerprint is "
              + seen
              + "; somebody may be in between, or the camera has a new one";
      case CameraTrust.Usual usual -> untrusted(seen, why);
      case CameraTrust.Authority authority -> untrusted(seen, why);
    };
  }

  private static String untrusted(String seen, SSLException why) {
    return "the camera's certificate is not trusted ("
        + why.getMessage()
        + "); its SHA-256 fingerprint is "
        + seen
        + "; if that is what the camera itself shows, configure it";
  }

  private static Judge judge(CameraTrust trust) throws MediaException {
    try {
      return switch (trust) {
        case CameraTrust.Usual usual -> new Judge(authorities(null), "");
        case CameraTrust.Authority(var file) -> {
          var store = KeyStore.getInstance(KeyStore.getDefaultType());
          store.load(null, null);
          try (var in = Files.newInputStream(file)) {
            int count = 0;
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
              store.setCertificateEntry("authority" + count++, one);
            }
          }
          yield new Judge(authorities(store), "");
        }
        case CameraTrust.Fingerprint(var sha256) -> new Judge(null, sha256);
      };
    } catch (IOException | CertificateException e) {
      throw new MediaException.Refused(
          "the file of certificate authorities cannot be read (" + e.getMessage() + ")");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a key store", e);
    }
  }

  private static X509ExtendedTrustManager authorities(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  /// Judges one certificate, and remembers its fingerprint for the message.
  private static final class Judge extends X509ExtendedTrustManager {

    private final @Nullable X509ExtendedTrustManager authorities;
    private final String pinned;
    private @Nullable String seen;

    /// @param pinned used where there are no authorities
    Judge(@Nullable X509ExtendedTrustManager authorities, String pinned) {
      this.authorities = authorities;
      this.pinned = pinned;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      var hash = fingerprint(chain);
      seen = CameraTrust.spoken(hash);
      if (authorities != null) {
        authorities.checkServerTrusted(chain, type, socket);
      } else if (!MessageDigest.isEqual(hash, HexFormat.of().parseHex(pinned))) {
        throw new CertificateException("another certificate");
      }
    }

    private static byte[] fingerprint(X509Certificate[] chain) throws CertificateException {
      try {
        return MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("only sockets are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("only sockets are used");
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
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("cameras are not let in");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
