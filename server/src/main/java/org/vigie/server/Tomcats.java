package org.vigie.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.jsse.PEMFile;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.apache.tomcat.websocket.server.WsContextListener;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/// How Tomcat is set up: one connector, one virtual thread per request, TLS from PEM files.
final class Tomcats {

  private static final int MOST_CONNECTIONS = 2_000;
  private static final int MOST_POST_BYTES = 64 * 1024;

  private Tomcats() {}

  static TomcatServletWebServerFactory factory(ServerSettings settings) {
    var factory = new TomcatServletWebServerFactory(settings.port());
    try {
      factory.setAddress(InetAddress.getByName(settings.host()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the settings were checked before", e);
    }
    factory.setDisableMBeanRegistry(true);
    factory.setRegisterDefaultServlet(false);
    factory.addContextCustomizers(Tomcats::context);
    factory.addConnectorCustomizers(connector -> connector(connector, settings));
    factory.addProtocolHandlerCustomizers(
        handler -> handler.setExecutor(new VirtualThreadExecutor("http-")));
    return factory;
  }

  private static void context(Context context) {
    context.addApplicationListener(WsContextListener.class.getName());
    if (context.getParent() instanceof StandardHost host) {
      // Tomcat's own error page says what the server is made of; ours come from Problems.
      host.setErrorReportValveClass("");
    }
  }

  private static void connector(Connector connector, ServerSettings settings) {
    connector.setXpoweredBy(false);
    connector.setMaxPostSize(MOST_POST_BYTES);
    connector.setProperty("maxConnections", String.valueOf(MOST_CONNECTIONS));
    connector.setProperty("connectionTimeout", "20000");
    connector.setProperty("compression", "on");
    connector.setProperty(
        "compressibleMimeType",
        "text/html,text/css,text/javascript,image/svg+xml,application/manifest+json");
    settings.tls().ifPresent(tls -> encrypt(connector, tls));
  }

  /// Reads the PEM files of a running server again; those who are connected stay so.
  ///
  /// @throws RuntimeException if they cannot be used; nothing has changed then
  static void reload(TomcatWebServer server, ServerSettings.Tls tls) {
    requirePair(tls);
    if (server.getTomcat().getConnector().getProtocolHandler()
        instanceof AbstractHttp11Protocol<?> protocol) {
      protocol.reloadSslHostConfigs();
    }
  }

  /// Tomcat takes a key of another certificate, and then no browser gets in.
  private static void requirePair(ServerSettings.Tls tls) {
    try {
      var certificate = new PEMFile(tls.certificate().toString()).getCertificates().getFirst();
      var key = new PEMFile(tls.key().toString(), "").getPrivateKey();
      var signature =
          Signature.getInstance(
              switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
              });
      var text = new byte[] {1, 2, 3};
      signature.initSign(key);
      signature.update(text);
      var signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(text);
      if (!signature.verify(signed)) {
        throw new IllegalArgumentException("the key is another certificate's");
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("certificate or key cannot be used", e);
    }
  }

  private static void encrypt(Connector connector, ServerSettings.Tls tls) {
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    var host = new SSLHostConfig();
    host.setProtocols("TLSv1.3+TLSv1.2");
    var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateFile(tls.certificate().toAbsolutePath().toString());
    certificate.setCertificateKeyFile(tls.key().toAbsolutePath().toString());
    host.addCertificate(certificate);
    connector.addSslHostConfig(host);
  }
}
