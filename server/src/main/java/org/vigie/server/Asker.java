package org.vigie.server;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;
import org.vigie.server.door.BrowserWords;
import org.vigie.server.door.Caller;
import org.vigie.server.door.SignedIn;

/// Who asks.
final class Asker {

  private Asker() {}

  /// The person behind a request that the security filters let through as signed in.
  static SignedIn of(ServerRequest request) {
    return request
        .principal()
        .filter(Authentication.class::isInstance)
        .map(principal -> ((Authentication) principal).getPrincipal())
        .filter(SignedIn.class::isInstance)
        .map(SignedIn.class::cast)
        .orElseThrow(() -> new Problem(ProblemCode.SIGN_IN_NEEDED));
  }

  /// Where the request comes from. Headers that a proxy would add are not believed.
  static Caller caller(ServerRequest request) {
    var servlet = request.servletRequest();
    return new Caller(
        servlet.getRemoteAddr(),
        BrowserWords.of(servlet.getHeader(HttpHeaders.USER_AGENT)),
        SessionCookie.token(servlet));
  }
}
