package org.vigie.server.door;

/// What a browser brings from a passkey: that its owner was there and said yes to a challenge.
///
/// @param token stands for the challenge
/// @param credential which passkey
/// @param clientData what the browser signed about itself: challenge and origin
/// @param authenticatorData what the passkey says of itself
/// @param userHandle whose it is, as it was told when it was made; empty where it does not say
public record Assertion(
    String token,
    byte[] credential,
    byte[] clientData,
    byte[] authenticatorData,
    byte[] signature,
    byte[] userHandle) {}
