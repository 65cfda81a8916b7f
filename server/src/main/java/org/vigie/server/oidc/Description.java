package org.vigie.server.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as it is used.
///
/// @param clientInForm the secret goes with the form, because it takes it in no header
/// @param namesItself each answer says whose it is (RFC 9207)
record Description(
    URI authorization, URI token, URI keys, boolean clientInForm, boolean namesItself) {

  /// @param issuer as the town's configuration writes it
  static Description parse(byte[] json, String issuer) throws OidcException {
    var says = object(json);
    var itself = String.valueOf(says.get("issuer"));
    if (!itself.equals(issuer)) {
      throw new OidcException(OidcFault.OTHER_ISSUER, itself);
    }
    return new Description(
        address(says, "authorization_endpoint"),
        address(says, "token_endpoint"),
        address(says, "jwks_uri"),
        says.get("token_endpoint_auth_methods_supported") instanceof List<?> ways
            && !ways.contains("client_secret_basic")
            && ways.contains("client_secret_post"),
        Boolean.TRUE.equals(says.get("authorization_response_iss_parameter_supported")));
  }

  static Map<String, Object> object(byte[] json) throws OidcException {
    try {
      return JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new OidcException(OidcFault.UNREADABLE, "no JSON object");
    }
  }

  private static URI address(Map<String, Object> says, String key) throws OidcException {
    if (says.get(key) instanceof String text) {
      try {
        var uri = new URI(text);
        if (isSafe(uri)) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // Said below.
      }
    }
    throw new OidcException(OidcFault.INCOMPLETE, key);
  }

  /// Over TLS, or on this machine.
  static boolean isSafe(URI uri) {
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && uri.getFragment() == null
        && ("https".equals(uri.getScheme())
            || "http".equals(uri.getScheme()) && isThisMachine(uri.getHost()));
  }

  private static boolean isThisMachine(@Nullable String host) {
    return List.of("localhost", "127.0.0.1", "[::1]").contains(host);
  }
}
