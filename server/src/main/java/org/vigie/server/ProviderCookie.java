package org.vigie.server;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// The cookie of a sign-in that goes on at the provider: what comes back is taken from the browser
/// that was sent there, and from no other.
///
/// @param secure sent over TLS only
record ProviderCookie(boolean secure) {

  private static final String NAME = "vigie-provider";
  private static final Duration LIFE = Duration.ofMinutes(10);

  static Optional<String> token(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, NAME))
        .map(cookie -> cookie.getValue())
        .filter(value -> !value.isEmpty());
  }

  String of(String token) {
    return build(token, LIFE);
  }

  String cleared() {
    return build("", Duration.ZERO);
  }

  private String build(String value, Duration life) {
    return ResponseCookie.from(NAME, value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Strict")
        .path("/api/sign-in/provider")
        .maxAge(life)
        .build()
        .toString();
  }
}
