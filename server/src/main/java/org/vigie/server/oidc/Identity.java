package org.vigie.server.oidc;

import java.time.Instant;
import java.util.List;

/// Who somebody is, as a provider said it and every check let it pass.
///
/// @param issuer and `subject` together are the person, for ever; nothing else is
/// @param name to show; says nothing of who it is
/// @param groups the values of the claim that the town reads
/// @param authenticated when they signed in at the provider
/// @param secondFactorDone the provider asked for a second factor
public record Identity(
    String issuer,
    String subject,
    String name,
    List<String> groups,
    Instant authenticated,
    boolean secondFactorDone) {

  public Identity {
    groups = List.copyOf(groups);
  }
}
