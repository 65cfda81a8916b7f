package org.vigie.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.vigie.server.door.Door;
import org.vigie.server.door.UsersUnavailable;

/// Finds out who asks, from the session cookie. Only for the API: pages are the same for everyone.
final class SessionFilter extends OncePerRequestFilter {

  private final Door door;

  SessionFilter(Door door) {
    this.door = door;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      SessionCookie.token(request)
          .flatMap(door::whoIs)
          .ifPresent(
              signedIn -> {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(
                    new PreAuthenticatedAuthenticationToken(signedIn, "", List.of()));
                SecurityContextHolder.setContext(context);
              });
    } catch (UsersUnavailable e) {
      Problems.write(ProblemCode.UNAVAILABLE, request, response);
      return;
    }
    chain.doFilter(request, response);
  }
}
