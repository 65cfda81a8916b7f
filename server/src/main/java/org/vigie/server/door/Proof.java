package org.vigie.server.door;

/// With what somebody who is signed in proves again that they are who they say.
public sealed interface Proof {

  record Password(String password) implements Proof {}

  /// Of an authenticator app, or a recovery code.
  record Code(String code) implements Proof {}

  record Passkey(Assertion assertion) implements Proof {}
}
