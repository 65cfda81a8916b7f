package org.vigie.server.door;

/// What became of a sign-in that was not refused.
public sealed interface Admission {

  /// In.
  ///
  /// @param token the session's
  record In(String token) implements Admission {}

  /// The first factor was right, and the person has a second one.
  ///
  /// @param step stands for the sign-in that has begun; it is good for five minutes
  /// @param app whether an authenticator app is set up
  /// @param passkey whether there is a passkey
  record SecondFactorNeeded(String step, boolean app, boolean passkey) implements Admission {}
}
