package org.vigie.server;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// A cookie of a sign-in that has begun. Beside the one of the session, so that a locked wall goes
/// on while somebody else signs in on it.
///
/// @param kind what is waited for
/// @param secure sent over TLS only
record DoorCookie(Kind kind, boolean secure) {

  /// What a sign-in waits for, and for how long.
  enum Kind {
    /// The second factor.
    STEP("vigie-sign-in", "/api/sign-in", Duration.ofMinutes(5)),
    /// The provider: what comes back is taken from the browser that was sent there, and from no
    /// other.
    PROVIDER("vigie-provider", "/api/sign-in/provider", Duration.ofMinutes(10));

    private final String cookie;
    private final String path;
    private final Duration life;

    Kind(String cookie, String path, Duration life) {
      this.cookie = cookie;
      this.path = path;
      this.life = life;
    }

    Optional<String> token(HttpServletRequest request) {
      return Optional.ofNullable(WebUtils.getCookie(request, cookie))
          .map(found -> found.getValue())
          .filter(value -> !value.isEmpty());
    }
  }

  String of(String token) {
    return build(token, kind.life);
  }

  String cleared() {
    return build("", Duration.ZERO);
  }

  private String build(String value, Duration life) {
    return ResponseCookie.from(kind.cookie, value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Strict")
        .path(kind.path)
        .maxAge(life)
        .build()
        .toString();
  }
}
