package org.vigie.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.apache.tomcat.websocket.server.WsContextListener;
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
