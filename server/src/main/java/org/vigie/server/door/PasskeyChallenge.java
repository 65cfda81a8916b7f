package org.vigie.server.door;

import java.util.List;

/// What a browser asks a passkey.
///
/// @param token stands for it, for five minutes
/// @param site the name of the server
/// @param user how a new passkey is to name its person; empty where none is made
/// @param known the passkeys that this person has already: no second one on the same device
public record PasskeyChallenge(
    String token, byte[] challenge, String site, byte[] user, List<byte[]> known) {

  /// What may sign, best first, by their numbers in COSE: EdDSA, ECDSA with P-256, RSA.
  public static final List<Long> ALGORITHMS = List.of(-8L, -7L, -257L);

  public PasskeyChallenge {
    known = List.copyOf(known);
  }
}
