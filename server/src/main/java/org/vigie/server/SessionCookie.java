package org.vigie.server;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// The cookie that carries a session's token: out of reach of scripts, sent to this site only, and
/// gone with the browser.
///
/// @param secure sent over TLS only
record SessionCookie(boolean secure) {

  static final String NAME = "vigie-session";

  static Optional<String> token(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (var cookie : cookies) {
        if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  String of(String token) {
    return build(ResponseCookie.from(NAME, token));
  }

  String cleared() {
    return build(ResponseCookie.from(NAME, "").maxAge(0));
  }

  private String build(ResponseCookie.ResponseCookieBuilder cookie) {
    return cookie.httpOnly(true).secure(secure).sameSite("Strict").path("/").build().toString();
  }
}
