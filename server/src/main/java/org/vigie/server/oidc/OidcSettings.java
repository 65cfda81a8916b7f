package org.vigie.server.oidc;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Role;

/// Through which directory people sign in, and what its claims give them.
///
/// @param issuer as the provider itself writes it: compared letter by letter
/// @param clientId what the provider calls this town's Vigie
/// @param secret what Vigie shows the provider; never printed
/// @param label what the button says after "Sign in with"
/// @param scopes asked for besides `openid`
/// @param nameClaim where the name of a person stands; dots lead into objects
/// @param rolesClaim where the groups or roles of a person stand; dots lead into objects
/// @param roles what they give here
/// @param secondFactorDone values of `amr` or `acr` by which the provider says that it asked for a
///     second factor
/// @param localForAdministratorsAlone who does not administer signs in through the provider only
/// @param trust by which authorities its certificate is judged; empty: those of the Java runtime
public record OidcSettings(
    URI issuer,
    String clientId,
    String secret,
    Label label,
    Set<String> scopes,
    String nameClaim,
    String rolesClaim,
    List<RoleOf> roles,
    Set<String> secondFactorDone,
    boolean localForAdministratorsAlone,
    Optional<SSLContext> trust) {

  public OidcSettings {
    scopes = Set.copyOf(scopes);
    roles = List.copyOf(roles);
    secondFactorDone = Set.copyOf(secondFactorDone);
  }

  /// The name of the directory, as people know it.
  public record Label(String fr, String en) {}

  /// What one value of the claim gives.
  ///
  /// @param value compared letter by letter
  public record RoleOf(String value, Role role, CameraScope cameras) {}

  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + clientId + "]";
  }
}
