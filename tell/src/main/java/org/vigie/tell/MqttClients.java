package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.vigie.base.RandomIds;

/// How a broker is reached, and what went wrong in plain words; for who tells and who hears.
final class MqttClients {

  private MqttClients() {}

  /// @param patience how long each step may take
  static Mqtt5ClientBuilder builder(
      MqttBroker broker, TrustManagerFactory trust, Duration patience) {
    var transport =
        MqttClientTransportConfig.builder()
            .serverHost(broker.server())
            .serverPort(broker.port())
            .socketConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .mqttConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (broker.tls()) {
      transport =
          transport.sslConfig(
              MqttClientSslConfig.builder()
                  .trustManagerFactory(trust)
                  .handshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                  .build());
    }
    // As one: TLS that is set beside a transport configuration is silently left out.
    var builder =
        MqttClient.builder()
            .useMqttVersion5()
            // Two towns on one broker must not drive each other out.
            .identifier("vigie-" + RandomIds.hex(8))
            .transportConfig(transport.build());
    if (broker.login().isPresent()) {
      builder =
          builder
              .simpleAuth()
              .username(broker.login().get().user())
              .password(broker.login().get().password().getBytes(UTF_8))
              .applySimpleAuth();
    }
    return builder;
  }

  /// The same client, once it is sure that it speaks as the configuration says.
  static Mqtt5AsyncClient checked(Mqtt5AsyncClient client, MqttBroker broker) {
    if (client.getConfig().getSslConfig().isPresent() != broker.tls()) {
      throw new IllegalStateException("the MQTT client would speak in clear to " + broker.where());
    }
    return client;
  }

  /// @param topic that was asked for, or where the broker is
  static String words(@Nullable Throwable e, MqttBroker broker, String topic) {
    var tls = tls(e);
    if (tls != null) {
      return "its certificate is not trusted, or TLS fails (" + tls.getMessage() + ")";
    }
    return switch (e) {
      case Mqtt5ConnAckException refused ->
          "the broker does not let %s in (%s)"
              .formatted(
                  broker.login().map(login -> "the user " + login.user()).orElse("anybody unnamed"),
                  refused.getMqttMessage().getReasonCode());
      case Mqtt5PubAckException refused ->
          "the broker does not allow the topic %s (%s)"
              .formatted(topic, refused.getMqttMessage().getReasonCode());
      case Mqtt5SubAckException refused ->
          "the broker does not let one hear the topic %s (%s)"
              .formatted(topic, refused.getMqttMessage().getReasonCodes());
      case null -> "it cannot be reached";
      default -> e.getMessage() == null ? "it cannot be reached" : e.getMessage();
    };
  }

  private static @Nullable SSLException tls(@Nullable Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException tls) {
        return tls;
      }
    }
    return null;
  }
}
