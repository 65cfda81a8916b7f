package org.vigie.server;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// The cookie of a sign-in that has begun and waits for the second factor. Beside the one of the
/// session, so that a locked wall goes on while somebody else signs in on it.
///
/// @param secure sent over TLS only
record StepCookie(boolean secure) {

  private static final String NAME = "vigie-sign-in";
  private static final Duration LIFE = Duration.ofMinutes(5);

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
        .path("/api/sign-in")
        .maxAge(life)
        .build()
        .toString();
  }
}
