package org.vigie.tell;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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

  /// How the connection to a mail server is kept to the two ends.
  enum MailTls {
    /// Begun in clear and changed before anything is said (port 587).
    STARTTLS,
    /// From the first byte on (port 465).
    DIRECT,
    /// Not at all: to this machine only (port 25).
    NONE;

    public int usualPort() {
      return switch (this) {
        case STARTTLS -> 587;
        case DIRECT -> 465;
        case NONE -> 25;
      };
    }
  }

  /// Messages to an MQTT 5 broker.
  ///
  /// @param tls without it only to this machine
  /// @param login absent where the broker asks for none
  /// @param topic what all topics begin with, without a slash at its ends
  record Mqtt(
      String server,
      int port,
      boolean tls,
      Optional<Login> login,
      String topic,
      Optional<Path> authorities)
      implements Way {

    @Override
    public String word() {
      return "mqtt";
    }

    @Override
    public String where() {
      return broker().where();
    }

    /// How it is reached and what it asks for.
    public MqttBroker broker() {
      return new MqttBroker(server, port, tls, login, authorities);
    }
  }

  /// An e-mail through a server of the town's.
  ///
  /// @param login absent where the server asks for none
  /// @param to at least one address
  record Mail(
      String server,
      int port,
      MailTls tls,
      Optional<Login> login,
      String from,
      List<String> to,
      Optional<Path> authorities)
      implements Way {

    public Mail {
      to = List.copyOf(to);
    }

    @Override
    public String word() {
      return "mail";
    }

    @Override
    public String where() {
      return server + ":" + port;
    }
  }
}
