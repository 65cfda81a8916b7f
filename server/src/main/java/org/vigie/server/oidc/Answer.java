package org.vigie.server.oidc;

/// What a browser brings back from the provider; empty texts stand for what is absent.
///
/// @param issuer who answers (RFC 9207)
/// @param error why there is no code, a word of RFC 6749 or OpenID Connect
public record Answer(String code, String state, String issuer, String error, String description) {

  @Override
  public String toString() {
    return "Answer[" + error + "]";
  }
}
