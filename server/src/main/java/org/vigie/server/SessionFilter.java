package org.vigie.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.vigie.server.door.Door;
import org.vigie.server.door.SignedIn;
import org.vigie.server.door.UsersUnavailable;
import org.vigie.server.door.Visits;

/// Finds out who asks, from the session cookie, or from the key that a program shows. Only for the
/// API: pages are the same for everyone.
final class SessionFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

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
      var key = shownKey(request);
      if (key.isPresent()) {
        var program = door.programs().find(key.get());
        if (program.isEmpty()) {
          Problems.write(ProblemCode.SIGN_IN_NEEDED, request, response);
          return;
        }
        if (!request.getMethod().equals("GET")) {
          Problems.write(ProblemCode.PROGRAM_READS, request, response);
          return;
        }
        authenticate(program.get());
        chain.doFilter(request, response);
        return;
      }
      var signedIn = SessionCookie.token(request).flatMap(door::whoIs);
      if (signedIn.isPresent()) {
        var objection = StageGate.objection(signedIn.get().stage(), request);
        if (objection.isPresent()) {
          Problems.write(objection.get(), request, response);
          return;
        }
        enter(signedIn.get(), request);
        if (Visits.isGuest(signedIn.get().person())) {
          onRecord(signedIn.get(), request, response, chain);
          return;
        }
      }
    } catch (UsersUnavailable e) {
      Problems.write(ProblemCode.UNAVAILABLE, request, response);
      return;
    }
    chain.doFilter(request, response);
  }

  /// What a guest asks is on disk before it is done; what cannot be put there is not done.
  private void onRecord(
      SignedIn guest, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var query = request.getQueryString();
    var path = request.getRequestURI() + (query == null ? "" : "?" + query);
    boolean reads = request.getMethod().equals("GET");
    var number = door.visits().asked(guest, request.getMethod(), path, reads);
    if (number.isEmpty()) {
      Problems.write(ProblemCode.SIGN_IN_NEEDED, request, response);
      return;
    }
    int status = ProblemCode.UNAVAILABLE.status();
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      door.visits().answered(guest, number.getAsLong(), status);
    }
  }

  private void enter(SignedIn signedIn, HttpServletRequest request) {
    // The console asks by itself, again and again; it sends only what somebody does.
    if (!request.getMethod().equals("GET")
        && !request.getRequestURI().equals(AccountApi.PRESENCE)) {
      door.sessions().touched(signedIn);
    }
    authenticate(signedIn);
  }

  /// What a program shows: `Authorization: Bearer KEY`.
  static Optional<String> shownKey(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  private static void authenticate(SignedIn signedIn) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new PreAuthenticatedAuthenticationToken(signedIn, "", List.of()));
    SecurityContextHolder.setContext(context);
  }
}
