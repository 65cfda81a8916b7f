package org.vigie.tell;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// How a receiver is reached. No `toString` shows a secret.
public sealed interface Way {

  /// One word for messages and the ledger.
  String word();

  /// Where it is, without user, password, path or query: addresses of webhooks are half a secret.
  String where();

  /// The town's own certificate authorities, a PEM file; absent: those that the Java runtime knows.
  Optional<Path> authorities();

  /// A POST to an address, signed as Standard Webhooks says.
  ///
  /// @param address https, or http on this machine
  record Webhook(URI address, SigningSecret secret, Optional<Path> authorities) implements Way {

    @Override
    public String word() {
      return "webhook";
    }

    @Override
    public String where() {
      int port = address.getPort();
      return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port);
    }

    @Override
    public String toString() {
      return where();
    }
  }
}
