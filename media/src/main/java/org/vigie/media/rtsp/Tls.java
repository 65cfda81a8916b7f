package org.vigie.media.rtsp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.vigie.base.BadInput;
import org.vigie.base.login.CertificateJudge;
import org.vigie.media.MediaException;

/// Puts TLS on a connection to a camera (`rtsps`).
final class Tls {

  private Tls() {}

  /// @param plain connected; the secure one closes it
  /// @throws MediaException.Refused if the certificate is not trusted, with its fingerprint
  static SSLSocket over(Socket plain, RtspUrl url, Duration most) throws MediaException {
    var judge = judge(url);
    try {
      var factory = judge.context().getSocketFactory();
      var socket = (SSLSocket) factory.createSocket(plain, url.host(), url.port(), true);
      if (judge.asksForTheHost()) {
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
      throw judge.seen().isEmpty()
          ? new MediaException.Broken(
              "the camera does not speak TLS at this port, or none that is still safe ("
                  + e.getMessage()
                  + ")")
          : new MediaException.Refused(judge.refusal(e.getMessage()));
    } catch (IOException e) {
      throw new MediaException.Unreachable("the connection broke (" + e.getMessage() + ")");
    }
  }

  private static CertificateJudge judge(RtspUrl url) throws MediaException {
    try {
      return CertificateJudge.of(url.trust());
    } catch (BadInput e) {
      throw new MediaException.Refused(e.getMessage());
    }
  }
}
