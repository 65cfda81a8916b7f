package org.vigie.server.oidc;

import java.net.URI;
import java.time.Instant;

/// A sign-in that was sent to the provider and has not come back.
///
/// @param state what the answer must repeat
/// @param nonce what the token must repeat
/// @param verifier of which only the hash has left this machine (PKCE, RFC 7636)
/// @param back where the browser was told to come back to
/// @param began by this machine's clock
public record Flow(String state, String nonce, String verifier, URI back, Instant began) {

  @Override
  public String toString() {
    return "Flow[" + began + "]";
  }
}
