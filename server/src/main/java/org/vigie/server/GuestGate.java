package org.vigie.server;

import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.server.door.SignedIn;
import org.vigie.server.door.Visits;

/// Opens these addresses to a maintainer from outside, and no others: an address that is added to
/// the server stays shut to them until it is added here. Beside it stands their habilitation, which
/// holds no right that shows pictures.
final class GuestGate implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  /// By method and pattern, as in design/guest.md. None shows a picture, an alert, or another
  /// person's acts.
  static final Set<String> OPEN =
      Set.of(
          "GET /api/health",
          "GET /api/welcome",
          "GET /api/openapi.yaml",
          "GET /api/me",
          "POST /api/sign-out",
          "GET /api/visits/now",
          "GET /api/town",
          "GET /api/alarms",
          "GET /api/clock",
          "GET /api/machine",
          "GET /api/ledger/witnesses",
          "GET /api/cameras",
          "GET /api/cameras/{camera}",
          "GET /api/cameras/{camera}/drawing",
          "POST /api/cameras/{camera}/drawing/preview",
          "POST /api/cameras/{camera}/drawing");

  @Override
  public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    if (isGuest(request)) {
      var pattern = request.attribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE).orElse("");
      if (!OPEN.contains(request.method().name() + " " + pattern)) {
        throw new Problem(ProblemCode.GUEST_SHUT);
      }
    }
    return next.handle(request);
  }

  private static boolean isGuest(ServerRequest request) {
    return request.principal().orElse(null) instanceof Authentication asker
        && asker.getPrincipal() instanceof SignedIn signedIn
        && Visits.isGuest(signedIn.person());
  }
}
