package org.vigie.tell;

import java.nio.file.Path;
import java.util.Optional;

/// An MQTT 5 broker of the town's. [#toString] shows no password.
///
/// @param tls without it only on this machine
/// @param login absent where the broker asks for none
/// @param authorities the town's own certificate authorities, a PEM file; absent: those that the
///     Java runtime knows
public record MqttBroker(
    String server, int port, boolean tls, Optional<Login> login, Optional<Path> authorities) {

  /// Its host and port: what messages may say.
  public String where() {
    return server + ":" + port;
  }
}
