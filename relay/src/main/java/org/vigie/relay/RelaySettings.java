package org.vigie.relay;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where partners are answered, and by what they are known.
///
/// @param host the address to listen on
/// @param port 0 for any free one
/// @param tls the certificate of `rtsps`; empty for plain RTSP
/// @param passwords by the name of the relay
public record RelaySettings(
    String host, int port, Optional<Tls> tls, Map<String, String> passwords) {

  /// As short as a password may be: what crosses the network can be guessed at on another machine.
  public static final int SHORTEST_PASSWORD = 16;

  /// PEM files: the certificate chain, server first, and its private key (PKCS#8, unencrypted).
  public record Tls(Path certificate, Path key) {}

  public RelaySettings {
    passwords = Map.copyOf(passwords);
  }

  @Override
  public String toString() {
    return (tls.isPresent() ? "rtsps://" : "rtsp://") + host + ":" + port;
  }
}
